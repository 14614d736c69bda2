//! The values of a key, bound where its columns ask for them.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;

use crate::sql::padded::walk_bound;

/// The values of a key, as the columns take them.
pub trait KeyBinds<Key, DB: Backend> {
    /// `?, ?`
    fn walk_key<'b>(key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// `, ?, ?`: the values of columns that are not among these.
    fn walk_key_without<'b>(
        _: &[&str],
        key: &'b Key,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        out.push_sql(", ");
        Self::walk_key(key, out)
    }
    /// `a = ? AND b = ?`
    fn walk_key_is<'b>(&'b self, key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<C, Key, DB> KeyBinds<Key, DB> for C
where
    DB: Backend + HasSqlType<C::SqlType> + 'static,
    C: Column<SqlType: 'static> + QueryFragment<DB>,
    Key: ToSql<C::SqlType, DB>,
{
    fn walk_key<'b>(key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_bound::<C::SqlType, _, DB>(key, out)
    }
    fn walk_key_without<'b>(
        names: &[&str],
        key: &'b Key,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        if names.contains(&C::NAME) {
            return Ok(());
        }
        out.push_sql(", ");
        Self::walk_key(key, out)
    }
    fn walk_key_is<'b>(&'b self, key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_compared(" = ", key, out)
    }
}

/// A key column that is compared with one key: `id > ?`.
pub trait Compared<Key, DB: Backend> {
    /// Writes the comparison.
    fn walk_compared<'b>(
        &'b self,
        operator: &str,
        key: &'b Key,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
}

impl<C, Key, DB> Compared<Key, DB> for C
where
    DB: Backend + HasSqlType<C::SqlType> + 'static,
    C: Column<SqlType: 'static> + QueryFragment<DB>,
    Key: ToSql<C::SqlType, DB>,
{
    fn walk_compared<'b>(
        &'b self,
        operator: &str,
        key: &'b Key,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        self.walk_ast(out.reborrow())?;
        out.push_sql(operator);
        walk_bound::<C::SqlType, _, DB>(key, out)
    }
}
