//! ` RETURNING id, name`, as Diesel writes it.
//!
//! On PostgreSQL it could as well be pushed as SQL. On SQLite Diesel leaves the table out of the columns, because a table must not be
//! named with its database there, and that is done by `AstPass::skip_from`, which is behind the feature, too.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment, ReturningClause};

/// ` RETURNING ` and the expressions `E`.
#[derive(Debug)]
pub struct Returning<E>(ReturningClause<E>);

impl<E> Returning<E> {
    pub(crate) fn new(expressions: E) -> Self {
        Returning(ReturningClause(expressions))
    }
}

impl<E, DB: Backend> QueryFragment<DB> for Returning<E>
where
    ReturningClause<E>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}
