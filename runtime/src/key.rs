//! Keys: which Rust value, which columns, and the two ways of comparing them in SQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, TypedExpressionType,
    ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Bool, HasSqlType, IntoNullable, Nullable, SqlType, is_nullable};

/// The nullable form of a column's SQL type: the common ground of a key and the column that refers to it.
pub(crate) type NullableSql<C> = <<C as Expression>::SqlType as IntoNullable>::Nullable;

/// Whether a column can be NULL: `is_nullable::NotNull` or `is_nullable::IsNullable`.
pub type Nullability<C> = <<C as Expression>::SqlType as SqlType>::IsNull;

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
}

impl<T> KeyField<is_nullable::NotNull> for T {
    type Key = T;
    fn key(&self) -> Option<&T> {
        Some(self)
    }
}

impl<T> KeyField<is_nullable::IsNullable> for Option<T> {
    type Key = T;
    fn key(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// A key column whose SQL type is that of the local column; one of them may be nullable.
#[diagnostic::on_unimplemented(
    message = "`{Self}` and `{Local}` have different SQL types",
    label = "this key can never match",
    note = "a foreign key must have the SQL type of the key that it refers to: change one of the columns in the \
            migration and in `table!`, or name another one with `foreign_key = ..`, `local_key = ..` or `owner_key = ..`"
)]
pub trait KeyMatches<Local> {}

#[diagnostic::do_not_recommend]
impl<C, L> KeyMatches<L> for C
where
    C: Expression,
    L: Expression,
    C::SqlType: IntoNullable,
    L::SqlType: IntoNullable,
    NullableSql<C>: SameKeyType<NullableSql<L>>,
{
}

/// Two keys of one SQL type.
pub trait SameKeyType<Local> {}
impl<T> SameKeyType<T> for T {}

/// A column that can be compared with a list of keys.
pub trait KeyColumn<Key>: Expression {
    /// `column IN (keys)`, or what the backend has for it.
    type In;
    /// `column IN (keys)`.
    fn is_in(keys: Vec<Key>) -> Self::In;
}

impl<C, Key> KeyColumn<Key> for C
where
    C: Column + Default + ExpressionMethods,
    C::SqlType: SqlType + TypedExpressionType,
    Key: AsExpression<C::SqlType>,
{
    type In = dsl::EqAny<C, Vec<Key>>;
    fn is_in(keys: Vec<Key>) -> Self::In {
        C::default().eq_any(keys)
    }
}

/// `column = key`, which matches nothing where the key is NULL.
#[derive(Debug, Clone, Copy)]
pub struct KeyIs<C, Key> {
    column: C,
    key: Option<Key>,
}

impl<C: Default, Key> KeyIs<C, Key> {
    pub(crate) fn new(key: Option<Key>) -> Self {
        let column = C::default();
        KeyIs { column, key }
    }
}

impl<C: QueryId, Key> QueryId for KeyIs<C, Key> {
    type QueryId = KeyIs<C::QueryId, ()>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, Key, DB> QueryFragment<DB> for KeyIs<C, Key>
where
    DB: Backend + HasSqlType<NullableSql<C>>,
    C: Expression + QueryFragment<DB>,
    C::SqlType: IntoNullable,
    Option<Key>: ToSql<NullableSql<C>, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        out.push_bind_param::<NullableSql<C>, _>(&self.key)
    }
}

/// The rows whose key one of the parents has. One statement after the other shows the parts of a list that is longer
/// than a statement can bind.
#[derive(Debug, Clone)]
pub struct KeyFilter<C, Key, In> {
    parts: Vec<KeyPart<C, Key, In>>,
    shown: Arc<AtomicUsize>,
}

#[derive(Debug, Clone)]
pub(crate) enum KeyPart<C, Key, In> {
    /// The parents are all there are: no condition.
    All,
    /// One key: a statement that the connection can cache.
    One(KeyIs<C, Key>),
    /// `IN (..)`.
    List(In),
}

impl<C, Key, In> KeyFilter<C, Key, In> {
    /// A filter with these parts, and the number of the part that it shows.
    pub(crate) fn new(parts: Vec<KeyPart<C, Key, In>>) -> (Self, Arc<AtomicUsize>) {
        let shown = Arc::new(AtomicUsize::new(0));
        let filter = KeyFilter {
            parts,
            shown: Arc::clone(&shown),
        };
        (filter, shown)
    }
}

impl<C, Key, In> QueryId for KeyFilter<C, Key, In> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Key, In, DB> QueryFragment<DB> for KeyFilter<C, Key, In>
where
    DB: Backend,
    KeyIs<C, Key>: QueryFragment<DB>,
    In: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self.parts.get(self.shown.load(Ordering::Relaxed)) {
            None => {
                out.push_sql("1 = 0");
                Ok(())
            }
            Some(KeyPart::All) => {
                out.push_sql("1 = 1");
                Ok(())
            }
            Some(KeyPart::One(is)) => is.walk_ast(out),
            Some(KeyPart::List(list)) => list.walk_ast(out),
        }
    }
}

// Both are conditions on the key column, to Diesel plain boolean expressions.
macro_rules! condition {
    ($name:ident<C $(, $param:ident)*>) => {
        impl<C: Expression $(, $param)*> Expression for $name<C $(, $param)*> {
            type SqlType = Nullable<Bool>;
        }
        impl<C: AppearsOnTable<QS> $(, $param)*, QS: ?Sized> AppearsOnTable<QS> for $name<C $(, $param)*> {}
        impl<C: SelectableExpression<QS> $(, $param)*, QS: ?Sized> SelectableExpression<QS>
            for $name<C $(, $param)*>
        {
        }
        impl<C $(, $param)*, GB> ValidGrouping<GB> for $name<C $(, $param)*> {
            type IsAggregate = is_aggregate::No;
        }
    };
}
condition!(KeyIs<C, Key>);
condition!(KeyFilter<C, Key, In>);
