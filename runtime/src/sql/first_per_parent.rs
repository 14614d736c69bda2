//! One of many: the rows that come first among those of their parent.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

use crate::sql::key_columns::KeyColumns;
use crate::sql::local::LocalTo;
use crate::sql::row_number::{column_name, walk_columns, walk_row_number};
use crate::sql::source::Source;

/// The rows that come first among those of their parent:
/// `id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY key ORDER BY ..) FROM .. WHERE candidates) WHERE row = 1)`.
///
/// `Rows` is the source of the rows, the column of their key, and that of their primary key. The numbers are of narrow rows, and only
/// the rows that come first are read whole. Where a row can stand under several keys, as in a join, the row is found by both:
/// `(key, id) IN (..)`.
#[derive(Debug)]
pub struct FirstPerParent<Rows, Candidates, Order> {
    rows: Rows,
    candidates: Candidates,
    order: Order,
}

impl<R: Default, C, O: Default> FirstPerParent<R, C, O> {
    pub(crate) fn of(candidates: C) -> Self {
        FirstPerParent {
            rows: R::default(),
            candidates,
            order: O::default(),
        }
    }
}

impl<S, K, P, C, O, DB> QueryFragment<DB> for FirstPerParent<(S, K, P), C, O>
where
    DB: Backend,
    S: Source + QueryFragment<DB>,
    K: QueryFragment<DB> + KeyColumns,
    P: QueryFragment<DB> + KeyColumns,
    C: QueryFragment<DB>,
    O: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let (source, key, primary_key) = &self.rows;
        let mut width = P::WIDTH;
        if S::SHARES_ROWS {
            width += K::WIDTH;
        }
        let walk_row = |mut out: AstPass<'_, 'b, DB>| {
            if S::SHARES_ROWS {
                key.walk_ast(out.reborrow())?;
                out.push_sql(", ");
            }
            primary_key.walk_ast(out)
        };
        out.push_sql("(");
        walk_row(out.reborrow())?;
        // The names of the inner columns are our own: a key and a primary key may have the same ones.
        out.push_sql(") IN (WITH relations__rows (");
        walk_columns(&mut out, width + 1);
        out.push_sql(") AS (SELECT ");
        walk_row(out.reborrow())?;
        out.push_sql(", ");
        walk_row_number(key, &self.order, out.reborrow())?;
        out.push_sql(" FROM ");
        source.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.candidates.walk_ast(out.reborrow())?;
        out.push_sql(") SELECT ");
        walk_columns(&mut out, width);
        let number = column_name(width);
        out.push_sql(&format!(" FROM relations__rows WHERE {number} = 1)"));
        Ok(())
    }
}

impl<R: 'static, C: QueryId, O: QueryId> QueryId for FirstPerParent<R, C, O> {
    type QueryId = (R, C::QueryId, O::QueryId);
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID && O::HAS_STATIC_QUERY_ID;
}
impl<R, C, O> Expression for FirstPerParent<R, C, O> {
    type SqlType = Bool;
}
impl<S, K, P: LocalTo<QS>, C, O, QS: ?Sized> AppearsOnTable<QS>
    for FirstPerParent<(S, K, P), C, O>
{
}
impl<R, C, O, GB> ValidGrouping<GB> for FirstPerParent<R, C, O> {
    type IsAggregate = is_aggregate::No;
}
