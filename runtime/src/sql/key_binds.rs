//! The values of a key, bound where its columns ask for them.

use std::fmt;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::{IsNull, Output, Result as SerializeResult, ToSql};
use diesel::sql_types::{Bool, HasSqlType, IntoNullable, Nullable};

use crate::sql::condition::condition;
use crate::sql::key_columns::{ColumnsSql, NullableSql};
use crate::sql::padded::{as_literal, can_be_padded};

/// The columns of a key that is bound.
pub trait KeyBinds<Key, DB: Backend>: ColumnsSql<DB> {
    /// Binds the value of a column, by its number; NULL where there is no key.
    fn bind<'b>(key: Option<&'b Key>, number: usize, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;

    /// Writes the value of a column: bound, or as a literal where the database compares that otherwise.
    fn walk_value<'b>(
        key: Option<&'b Key>,
        number: usize,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: 'static,
    {
        if can_be_padded(Self::sql_type(number)) {
            if let Some(literal) = as_literal::<DB>(&Value::<Self, Key>(key, number, PhantomData)) {
                out.unsafe_to_cache_prepared();
                out.push_sql(&literal);
                return Ok(());
            }
        }
        Self::bind(key, number, out)
    }

    /// `?, ?`
    fn walk_key<'b>(key: &'b Key, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: 'static,
    {
        for number in 0..Self::WIDTH {
            out.push_sql(if number == 0 { "" } else { ", " });
            Self::walk_value(Some(key), number, out.reborrow())?;
        }
        Ok(())
    }

    /// `, ?, ?`: the values of the columns that are not among these.
    fn walk_key_without<'b>(
        names: &[&str],
        key: &'b Key,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: 'static,
    {
        for (number, name) in Self::NAMES.iter().enumerate() {
            if !names.contains(name) {
                out.push_sql(", ");
                Self::walk_value(Some(key), number, out.reborrow())?;
            }
        }
        Ok(())
    }

    /// `a = ? AND b = ?`
    fn walk_key_is<'b>(
        &'b self,
        key: Option<&'b Key>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: 'static,
    {
        for number in 0..Self::WIDTH {
            out.push_sql(if number == 0 { "" } else { " AND " });
            let value = &mut |out: AstPass<'_, 'b, DB>| Self::walk_value(key, number, out);
            self.walk_is(number, value, out.reborrow())?;
        }
        Ok(())
    }
}

impl<C, Key, DB> KeyBinds<Key, DB> for C
where
    DB: Backend + HasSqlType<NullableSql<C>>,
    C: ColumnsSql<DB> + Expression<SqlType: IntoNullable>,
    Key: ToSql<NullableSql<C>, DB>,
{
    fn bind<'b>(key: Option<&'b Key>, _: usize, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match key {
            Some(key) => out.push_bind_param::<NullableSql<C>, _>(key),
            None => out.push_bind_param::<NullableSql<C>, _>(&NoKey),
        }
    }
}

/// NULL, in the place of a key.
struct NoKey;

impl fmt::Debug for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("None")
    }
}

impl<ST, DB: Backend> ToSql<ST, DB> for NoKey {
    fn to_sql<'b>(&'b self, _: &mut Output<'b, '_, DB>) -> SerializeResult {
        Ok(IsNull::Yes)
    }
}

/// The value of a column of the key.
struct Value<'k, C: ?Sized, Key>(Option<&'k Key>, usize, PhantomData<fn() -> C>);

impl<C: KeyBinds<Key, DB>, Key, DB: Backend> QueryFragment<DB> for Value<'_, C, Key> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        C::bind(self.0, self.1, out)
    }
}

/// `column = key`, of several columns `a = ? AND b = ?`, which matches nothing where the key is NULL.
#[derive(Debug, Clone, Copy)]
pub struct KeyIs<C, Key> {
    columns: C,
    key: Option<Key>,
}

impl<C: Default, Key> KeyIs<C, Key> {
    pub(crate) fn new(key: Option<Key>) -> Self {
        let columns = C::default();
        KeyIs { columns, key }
    }
}

impl<C: QueryId, Key> QueryId for KeyIs<C, Key> {
    type QueryId = KeyIs<C::QueryId, ()>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, Key, DB> QueryFragment<DB> for KeyIs<C, Key>
where
    DB: Backend + 'static,
    C: KeyBinds<Key, DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.columns.walk_key_is(self.key.as_ref(), out)
    }
}

condition!(KeyIs<C, Key>);
