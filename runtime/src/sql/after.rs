//! Rows that come after a key, for pages by key.

use crate::sql::key_binds::Compared;
use crate::sql::local::LocalTo;
use diesel::Column;
use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::AppearsOnTable;
use diesel::expression::Expression;
use diesel::expression::ValidGrouping;
use diesel::expression::is_aggregate;
use diesel::query_builder::AstPass;
use diesel::query_builder::QueryFragment;
use diesel::query_builder::QueryId;
use diesel::sql_types::Bool;
use diesel::sql_types::Nullable;
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

impl<C: Column + Compared<Key, DB>, Key, DB: Backend> Follows<Key, DB> for C {
    fn walk_after<'b>(&'b self, key: &'b Key, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_compared(" > ", key, out)
    }
}
