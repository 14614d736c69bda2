//! The fields of a model that hold its keys.

use std::borrow::Cow;

use diesel::prelude::*;
use diesel::sql_types::is_nullable;

use crate::sql::composite::Composite;
use crate::sql::key_columns::KeyColumns;

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

/// The type of a key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key: it does not implement `Clone`",
    label = "a key is cloned where rows are loaded by it",
    note = "add `#[derive(Debug, Clone, PartialEq, Eq, Hash)]` to `{Self}`"
)]
pub trait KeyType {
    /// It is.
    const IS_KEY: bool = true;
}

#[diagnostic::do_not_recommend]
impl<T: Clone> KeyType for T {}

/// The field of a model that holds the key column `C`: one of its primary key, or one that a relation uses. The derive
/// implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know which of its fields is the key `{C}`",
    label = "no relation of `{Self}` names this key",
    note = "declare the other side of the relation on `{Self}`: `belongs_to` on the field of a foreign key, or \
            a relation with `local_key = ..`; or say that other models refer to the field: `#[model(key)]`"
)]
pub trait HasKeyField<C: KeyColumns> {
    /// Its type.
    type Field: KeyField<C::IsNull, Key: Clone> + 'static;
    /// The field.
    fn field(&self) -> &Self::Field;
    /// The field, to be set.
    fn field_mut(&mut self) -> &mut Self::Field;
}

/// A model whose struct holds the key column `C`, or the columns of a [`Composite`]: its primary key, and the columns that its
/// relations use.
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

#[diagnostic::do_not_recommend]
impl<M, C> HasKey<C> for M
where
    C: Column + KeyColumns,
    M: HasKeyField<C>,
{
    type Key = <M::Field as KeyField<C::IsNull>>::Key;
    fn key(&self) -> Option<Cow<'_, Self::Key>> {
        KeyField::key(self.field()).map(Cow::Borrowed)
    }
    fn set_key(&mut self, key: Self::Key) {
        KeyField::set(self.field_mut(), key);
    }
    fn take_key(&mut self) -> Option<Self::Key> {
        KeyField::take(self.field_mut())
    }
}

macro_rules! composite {
    ($($C:ident $n:tt),+) => {
        #[diagnostic::do_not_recommend]
        impl<M: $(HasKey<$C> +)+, $($C),+> HasKey<Composite<($($C,)+)>> for M {
            type Key = ($(<M as HasKey<$C>>::Key,)+);
            fn key(&self) -> Option<Cow<'_, Self::Key>> {
                Some(Cow::Owned(($(HasKey::<$C>::key(self)?.into_owned(),)+)))
            }
            fn set_key(&mut self, key: Self::Key) {
                $(HasKey::<$C>::set_key(self, key.$n);)+
            }
            fn take_key(&mut self) -> Option<Self::Key> {
                let taken = ($(HasKey::<$C>::take_key(self),)+);
                Some(($(taken.$n?,)+))
            }
        }
    };
}
composite!(A 0, B 1);
composite!(A 0, B 1, C 2);
composite!(A 0, B 1, C 2, D 3);
