//! `SELECT EXISTS (<query>)`, of which only the number of rows of the query matters: it has no order, no `DISTINCT`, and `1` in the place of
//! its columns.
//!
//! Where a limit or an offset counts distinct rows, it stands in a sub-query of its own, with its columns: SQLite, MySQL and MariaDB ignore
//! the `DISTINCT` of what stands in `EXISTS` itself. `SELECT DISTINCT` takes no order by what is not among its columns, which is one more
//! reason to leave that out.

use diesel::backend::Backend;
use diesel::query_builder::{
    AstPass, BoxedLimitOffsetClause, BoxedSelectStatement, QueryFragment, QueryId, SelectStatement,
};
use diesel::sql_types::Bool;
use diesel::{QueryResult, RunQueryDsl};

use crate::unstable::backend::OwnClauses;

/// `SELECT EXISTS (<query>)`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Exists<Q>(Q);

impl<Q> Exists<Q> {
    pub(crate) fn new(query: Q) -> Self {
        Exists(query)
    }
}

// That of the query inside says that its conditions are on columns of its tables.
impl<Q: diesel::query_builder::Query> diesel::query_builder::Query for Exists<Q> {
    type SqlType = Bool;
}

impl<Conn, Q> RunQueryDsl<Conn> for Exists<Q> {}

impl<Q: Parts<DB>, DB: Backend> QueryFragment<DB> for Exists<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let counts_distinct = self.0.counts_distinct(out.backend())?;
        out.push_sql("SELECT EXISTS (SELECT 1");
        if counts_distinct {
            out.push_sql(" FROM (SELECT ");
            self.0.walk_columns(out.reborrow())?;
        }
        self.0.walk_rows(out.reborrow())?;
        if counts_distinct {
            out.push_sql(") AS relations__rows");
        }
        out.push_sql(")");
        Ok(())
    }
}

/// A `SELECT` in its parts.
pub trait Parts<DB: Backend> {
    /// True where a limit or an offset counts distinct rows.
    fn counts_distinct(&self, backend: &DB) -> QueryResult<bool>;
    /// `DISTINCT` and the columns.
    fn walk_columns<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
    /// The clauses behind the columns, without the order.
    fn walk_rows<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

macro_rules! parts {
    ($($locking:ident)?) => {
        fn counts_distinct(&self, backend: &DB) -> QueryResult<bool> {
            Ok(!self.distinct.is_noop(backend)? && !self.limit_offset.is_noop(backend)?)
        }

        fn walk_columns<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
            self.distinct.walk_ast(out.reborrow())?;
            self.select.walk_ast(out)
        }

        fn walk_rows<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
            self.from.walk_ast(out.reborrow())?;
            self.where_clause.walk_ast(out.reborrow())?;
            self.group_by.walk_ast(out.reborrow())?;
            self.having.walk_ast(out.reborrow())?;
            self.limit_offset.walk_ast(out.reborrow())?;
            $(self.$locking.walk_ast(out.reborrow())?;)?
            Ok(())
        }
    };
}

impl<F, S, D, W, O, N, G, H, L, DB> Parts<DB> for SelectStatement<F, S, D, W, O, N, G, H, L>
where
    DB: Backend,
    F: QueryFragment<DB>,
    S: QueryFragment<DB>,
    D: QueryFragment<DB>,
    W: QueryFragment<DB>,
    N: QueryFragment<DB>,
    G: QueryFragment<DB>,
    H: QueryFragment<DB>,
    L: QueryFragment<DB>,
{
    parts!(locking);
}

impl<'a, ST, F, DB, GB> Parts<DB> for BoxedSelectStatement<'a, ST, F, DB, GB>
where
    DB: OwnClauses,
    F: QueryFragment<DB>,
    BoxedLimitOffsetClause<'a, DB>: QueryFragment<DB>,
{
    parts!();
}
