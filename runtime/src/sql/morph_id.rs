//! Keys of several models in one column: as they are, or as texts.

use std::borrow::Cow;
use std::fmt::{Debug, Display, Write};
use std::hash::Hash;
use std::str::FromStr;

use diesel::expression::Expression;
use diesel::sql_types::{self, IntoNullable, Nullable, Text};

use crate::sql::has_key::HasKey;
use crate::sql::key_columns::NullableSql;
use crate::sql::text_key::{TextKey, TextOf};

/// A column that holds the key `Owner` of a polymorphic relation: one of the same SQL type, or a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold `{Owner}`, the key of an owner",
    label = "this key can never match",
    note = "the id column of a polymorphic relation has the SQL type of its owners' keys; where these differ it is a `Text`, \
            which holds integers, and on PostgreSQL UUIDs, by value"
)]
pub trait MorphId<Owner> {
    /// The form in which it holds the key: [`SameType`] or [`AsText`].
    type Form: Form;
    /// It can hold it.
    const HOLDS: bool = true;
}

#[diagnostic::do_not_recommend]
impl<C, O> MorphId<O> for C
where
    C: Expression<SqlType: IntoNullable>,
    O: Expression<SqlType: IntoNullable>,
    NullableSql<C>: HoldsType<NullableSql<O>>,
{
    type Form = <NullableSql<C> as HoldsType<NullableSql<O>>>::Form;
}

/// An SQL type whose columns hold keys of the SQL type `T`.
pub trait HoldsType<T> {
    /// The way to do it.
    type Form: Form;
}

impl<T> HoldsType<T> for T {
    type Form = SameType;
}

/// The form in which a column holds a key.
pub trait Form {
    /// The key `O`, as the column has it.
    type Key<O>;
    /// The column `C`, as the key `O` has it.
    type Id<C, O>;
}

/// As it is.
#[derive(Debug, Clone, Copy)]
pub struct SameType;

impl Form for SameType {
    type Key<O> = O;
    type Id<C, O> = C;
}

/// As the text that its value is written as.
#[derive(Debug, Clone, Copy)]
pub struct AsText;

impl Form for AsText {
    type Key<O> = TextOf<O>;
    type Id<C, O> = TextKey<C, O>;
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl HoldsType<Nullable<sql_types::$ty>> for Nullable<Text> {
            type Form = AsText;
        }
    )*};
}
integers!(SmallInt Integer BigInt);

#[cfg(feature = "postgres")]
impl HoldsType<Nullable<sql_types::Uuid>> for Nullable<Text> {
    type Form = AsText;
}

/// Values of ids, and of the keys that they hold: `I` is the type of the id, `K` that of the owner's key.
pub trait Converts<I: Clone, K> {
    /// The key, as rows are told apart by it.
    type Key: Eq + Hash + Clone + Debug;
    /// The key that an id holds; `None` where it holds none.
    fn key(id: Cow<'_, I>) -> Option<Cow<'_, Self::Key>>;
}

impl<I: Eq + Hash + Clone + Debug, K> Converts<I, K> for SameType {
    type Key = I;
    fn key(id: Cow<'_, I>) -> Option<Cow<'_, I>> {
        Some(id)
    }
}

impl<I, K> Converts<I, K> for AsText
where
    I: AsRef<str> + Clone,
    K: FromStr + Display + Eq + Hash + Clone + Debug,
{
    type Key = K;
    fn key(id: Cow<'_, I>) -> Option<Cow<'_, K>> {
        let text = (*id).as_ref();
        let key: K = text.parse().ok()?;
        is_written_as(&key, text).then_some(Cow::Owned(key))
    }
}

/// Returns true where a value is written as this text, as the databases write it: `01` is not the text of 1.
fn is_written_as(value: &impl Display, text: &str) -> bool {
    struct Rest<'t>(&'t str);
    impl Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> std::fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(std::fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The id that holds a key.
#[diagnostic::on_unimplemented(
    message = "a key of type `{K}` does not fit the id field, which is `{I}`",
    note = "implement `From<{K}>` for `{I}`, or give both the same type"
)]
pub trait IntoId<I, K> {
    /// The id that holds a key.
    fn id(key: K) -> I;
}

impl<I, K: Into<I>> IntoId<I, K> for SameType {
    fn id(key: K) -> I {
        key.into()
    }
}

impl<I: From<String>, K: Display> IntoId<I, K> for AsText {
    fn id(key: K) -> I {
        key.to_string().into()
    }
}

/// The value of an id column for an owner's key of type `K`.
pub trait Holding<K: Clone>: Form {
    /// Its type.
    type Held: Eq + Hash + Clone + Debug;
    /// The value of the column for the key.
    fn held(key: Cow<'_, K>) -> Cow<'_, Self::Held>;
}

impl<K: Eq + Hash + Clone + Debug> Holding<K> for SameType {
    type Held = K;
    fn held(key: Cow<'_, K>) -> Cow<'_, K> {
        key
    }
}

impl<K: Display + Clone> Holding<K> for AsText {
    type Held = String;
    fn held(key: Cow<'_, K>) -> Cow<'_, String> {
        Cow::Owned(key.to_string())
    }
}

/// The value of an id column for the key `O` of the model `M`, which it holds in the form `F`.
pub type Held<F, O, M> = <F as Holding<<M as HasKey<O>>::Key>>::Held;

/// The value of the id column for a row's key; `None` where that is NULL.
pub fn held<F, O, M>(owner: &M) -> Option<Cow<'_, Held<F, O, M>>>
where
    F: Holding<M::Key>,
    M: HasKey<O, Key: 'static>,
{
    owner.key().map(F::held)
}
