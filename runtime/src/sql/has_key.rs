//! Which fields of a model hold its keys.

use std::borrow::Cow;

use diesel::sql_types::is_nullable;

/// The field that holds a local value. Whether it is an `Option` is read from the column, never from the type's name.
#[diagnostic::on_unimplemented(
    message = "the field type `{Self}` does not fit its column",
    label = "a nullable column needs an `Option`",
    note = "make the field an `Option`, or the column `NOT NULL` in the migration and in `table!`"
)]
pub trait KeyField<IsNull> {
    /// The type of the key, without `Option`.
    type Key;
    /// The key, `None` where it is NULL.
    fn key(&self) -> Option<&Self::Key>;
    /// Replaces the key.
    fn set(&mut self, key: Self::Key);
    /// Takes the key away, where the field can be without.
    fn take(&mut self) -> Option<Self::Key>;
}

impl<T> KeyField<is_nullable::NotNull> for T {
    type Key = T;
    fn key(&self) -> Option<&T> {
        Some(self)
    }
    fn set(&mut self, key: T) {
        *self = key;
    }
    fn take(&mut self) -> Option<T> {
        None
    }
}

impl<T> KeyField<is_nullable::IsNullable> for Option<T> {
    type Key = T;
    fn key(&self) -> Option<&T> {
        self.as_ref()
    }
    fn set(&mut self, key: T) {
        *self = Some(key);
    }
    fn take(&mut self) -> Option<T> {
        Option::take(self)
    }
}

/// A model whose struct holds the key column `C`: its primary key, and the columns that its relations use. The derive
/// implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know which of its fields is the key `{C}`",
    label = "no relation of `{Self}` names this key",
    note = "declare the other side of the relation on `{Self}`: `belongs_to` on the field of a foreign key, or \
            a relation with `local_key = ..`; or say that other models refer to the field: `#[model(key)]`"
)]
pub trait HasKey<C> {
    /// The type of the key, without `Option`.
    type Key: Clone;
    /// The key, `None` where it is NULL.
    fn key(&self) -> Option<Cow<'_, Self::Key>>;
    /// Replaces the key.
    fn set_key(&mut self, key: Self::Key);
    /// Takes the key away, where its columns can be NULL.
    fn take_key(&mut self) -> Option<Self::Key>;
}
