//! The clauses of a Diesel query, to be written one by one: a search adds its own between them.
//!
//! Public is a query as a whole. A boxed one takes conditions that were built at run time, and is not `Sync`, so that no asynchronous task
//! could hold it. The accessors are those that Diesel's `#[derive(MultiConnection)]` uses in programs.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::internal::derives::multiconnection::SelectStatementAccessor;
use diesel::query_builder::{
    AstPass, BoxedSelectStatement, LimitOffsetClause, NoLimitClause, NoOffsetClause, QueryFragment,
    SelectStatement,
};

use crate::unstable::backend::{OwnClauses, backend_of};

/// A query whose clauses are written one by one. It has no limit of its own.
pub trait Clauses<DB: Backend> {
    /// Writes `DISTINCT`, where the query has it.
    fn walk_distinct<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// Writes ` FROM posts`.
    fn walk_from<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// Writes ` WHERE ..`; false where there are no conditions.
    fn walk_where<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<bool>;
    /// Writes ` GROUP BY .. HAVING ..`.
    fn walk_groups<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// Writes ` ORDER BY ..`; false where there is no order.
    fn walk_order<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<bool>;
    /// Writes ` FOR UPDATE` and the like.
    fn walk_lock<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// True where rows are made of several: a count of them takes a sub-query.
    fn is_distinct(&self, out: &AstPass<'_, '_, DB>) -> QueryResult<bool>;
}

/// Writes a clause; false where there is none.
fn walk<'b, DB: Backend>(
    clause: &'b (impl QueryFragment<DB> + ?Sized),
    out: AstPass<'_, 'b, DB>,
) -> QueryResult<bool> {
    let is_there = !clause.is_noop(backend_of(&out))?;
    clause.walk_ast(out)?;
    Ok(is_there)
}

impl<F, S, D, W, O, G, H, L, DB> Clauses<DB>
    for SelectStatement<F, S, D, W, O, LimitOffsetClause<NoLimitClause, NoOffsetClause>, G, H, L>
where
    DB: Backend,
    F: QueryFragment<DB>,
    D: QueryFragment<DB>,
    W: QueryFragment<DB>,
    O: QueryFragment<DB>,
    G: QueryFragment<DB>,
    H: QueryFragment<DB>,
    L: QueryFragment<DB>,
{
    fn walk_distinct<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.distinct_clause().walk_ast(out)
    }
    fn walk_from<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.from_clause().walk_ast(out)
    }
    fn walk_where<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<bool> {
        walk(self.where_clause(), out)
    }
    fn walk_groups<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.group_by_clause().walk_ast(out.reborrow())?;
        self.having_clause().walk_ast(out)
    }
    fn walk_order<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<bool> {
        walk(self.order_clause(), out)
    }
    fn walk_lock<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.locking_clause().walk_ast(out)
    }
    fn is_distinct(&self, out: &AstPass<'_, '_, DB>) -> QueryResult<bool> {
        let backend = backend_of(out);
        Ok(
            !self.distinct_clause().is_noop(backend)?
                || !self.group_by_clause().is_noop(backend)?,
        )
    }
}

/// A boxed query. Its limit and offset are those of the request.
impl<ST, QS, DB, GB> Clauses<DB> for BoxedSelectStatement<'_, ST, QS, DB, GB>
where
    DB: OwnClauses,
    QS: QueryFragment<DB>,
{
    fn walk_distinct<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.distinct.walk_ast(out)
    }
    fn walk_from<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.from.walk_ast(out)
    }
    fn walk_where<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<bool> {
        walk(&self.where_clause, out)
    }
    fn walk_groups<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.group_by.walk_ast(out.reborrow())?;
        self.having.walk_ast(out)
    }
    fn walk_order<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<bool> {
        match &self.order {
            Some(order) => walk(&**order, out),
            None => Ok(false),
        }
    }
    fn walk_lock<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
    fn is_distinct(&self, out: &AstPass<'_, '_, DB>) -> QueryResult<bool> {
        let backend = backend_of(out);
        Ok(!self.distinct.is_noop(backend)? || !self.group_by.is_noop(backend)?)
    }
}
