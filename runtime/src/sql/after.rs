//! Rows that come after a key, for pages by key.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};

use crate::dialect::dialect::{Dialect, facts};
use crate::sql::composite::Composite;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::KeyColumns;
use crate::sql::local::LocalTo;

/// `primary_key > ?`; everything at first.
#[derive(Debug, Clone)]
pub struct After<PrimaryKey, Key> {
    columns: PrimaryKey,
    key: Option<Key>,
}

impl<C: Default, Key> After<C, Key> {
    pub(crate) fn new(key: Option<Key>) -> Self {
        let columns = C::default();
        After { columns, key }
    }
}

impl<C, Key> QueryId for After<C, Key> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Key, DB> QueryFragment<DB> for After<C, Key>
where
    DB: Backend,
    C: Follows<Key, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match &self.key {
            Some(key) => self.columns.walk_after(key, out),
            None => {
                out.push_sql("1 = 1");
                Ok(())
            }
        }
    }
}

impl<C, Key> Expression for After<C, Key> {
    type SqlType = Nullable<Bool>;
}

impl<C: LocalTo<QS>, Key, QS: ?Sized> AppearsOnTable<QS> for After<C, Key> {}

impl<C, Key, GB> ValidGrouping<GB> for After<C, Key> {
    type IsAggregate = is_aggregate::No;
}

/// Key columns by which rows follow one another, in a form that an index answers: `id > ?`, `(a, b) > (?, ?)`.
pub trait Follows<Key, DB: Backend> {
    /// Writes that a row comes behind the one with this key.
    fn walk_after<'b>(&'b self, key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<C, Key, DB> Follows<Key, DB> for C
where
    DB: Backend + 'static,
    C: KeyBinds<Key, DB> + Expression,
{
    fn walk_after<'b>(&'b self, key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_compared(self, 0, " > ", key, out)
    }
}

impl<T, Key, DB> Follows<Key, DB> for Composite<T>
where
    DB: Dialect,
    Self: KeyBinds<Key, DB>,
    T: QueryFragment<DB>,
{
    fn walk_after<'b>(&'b self, key: &'b Key, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if facts(&out)?.index_compares_rows {
            out.push_sql("(");
            self.walk_ast(out.reborrow())?;
            out.push_sql(") > (");
            Self::walk_key(key, out.reborrow())?;
            out.push_sql(")");
            return Ok(());
        }
        let last = Self::WIDTH - 1;
        for number in 0..last {
            out.push_sql("(");
            walk_compared(self, number, " > ", key, out.reborrow())?;
            out.push_sql(" OR (");
            walk_compared(self, number, " = ", key, out.reborrow())?;
            out.push_sql(" AND ");
        }
        walk_compared(self, last, " > ", key, out.reborrow())?;
        out.push_sql(&"))".repeat(last));
        Ok(())
    }
}

/// `column > ?`
fn walk_compared<'b, C, Key, DB>(
    columns: &'b C,
    number: usize,
    operator: &str,
    key: &'b Key,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    DB: Backend + 'static,
    C: KeyBinds<Key, DB>,
{
    columns.column(number).walk_ast(out.reborrow())?;
    out.push_sql(operator);
    C::walk_value(Some(key), number, out)
}
