//! Keys: how their columns are selected, and compared with values.

use std::fmt::Debug;

use diesel::dsl;
use diesel::expression::{AsExpression, Expression, TypedExpressionType};
use diesel::prelude::*;
use diesel::sql_types::SqlType;

use crate::sql::key_binds::KeyIs;
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_list::{AnyOf, KeyList};
use crate::unstable::many::{Many, many};

/// The columns of a key: how keys of the type `Key` are selected and compared.
pub trait KeyColumn<Key>: KeyColumns {
    /// The column, or a tuple of the columns.
    type Columns: Expression + Default;
    /// These columns, each as one that may be NULL.
    type Nullable: Expression;
    /// The values that Diesel decodes of [`Nullable`](Self::Nullable).
    type Raw;
    /// Keys as a list holds them.
    type Keys;
    /// `column IN (keys)`, or what the backend has for it.
    type In;
    /// The columns, where each may be NULL.
    fn nullable() -> Self::Nullable;
    /// The key of a row, `None` where a part of it is NULL.
    fn key(raw: Self::Raw) -> Option<Key>;
    /// `column = key`; nothing where the key is NULL.
    fn is(key: Option<Key>) -> KeyIs<Self, Key> {
        KeyIs::new(key)
    }
    /// Keys as a list holds them.
    fn keys(keys: Vec<Key>) -> Self::Keys;
    /// `column IN (keys)`.
    fn is_in(keys: Vec<Key>) -> Self::In;
    /// The list of keys in a query of joined tables.
    fn is_among(keys: Vec<Key>) -> KeyList<Self, Self::Keys> {
        KeyList::new(keys.len(), Self::keys(keys))
    }
}

impl<C, Key> KeyColumn<Key> for C
where
    C: KeyColumns + ExpressionMethods + NullableExpressionMethods,
    C::SqlType: SqlType + TypedExpressionType,
    dsl::Nullable<C>: Expression,
    Key: AsExpression<C::SqlType> + Debug,
{
    type Columns = C;
    type Nullable = dsl::Nullable<C>;
    type Raw = Option<Key>;
    type Keys = Many<C::SqlType, Key>;
    type In = AnyOf<C, dsl::EqAny<C, Vec<Key>>>;
    fn nullable() -> Self::Nullable {
        C::default().nullable()
    }
    fn key(raw: Option<Key>) -> Option<Key> {
        raw
    }
    fn keys(keys: Vec<Key>) -> Self::Keys {
        many(keys)
    }
    fn is_in(keys: Vec<Key>) -> Self::In {
        AnyOf::new(keys, ExpressionMethods::eq_any)
    }
}
