//! Limits per parent: rows are numbered within their parent, and the numbers outside of the limit are left out.

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType};

/// `ROW_NUMBER() OVER (PARTITION BY key ORDER BY order)`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct RowNumber<Key, Order> {
    key: Key,
    order: Order,
}

impl<Key: Default, Order> RowNumber<Key, Order> {
    pub(crate) fn new(order: Order) -> Self {
        let key = Key::default();
        RowNumber { key, order }
    }
}

impl<K: QueryFragment<DB>, O: QueryFragment<DB>, DB: Backend> QueryFragment<DB>
    for RowNumber<K, O>
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_row_number(&self.key, &self.order, out)
    }
}

/// `ROW_NUMBER() OVER (PARTITION BY key ORDER BY order)`
pub(crate) fn walk_row_number<'b, DB: Backend>(
    key: &'b impl QueryFragment<DB>,
    order: &'b impl QueryFragment<DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("ROW_NUMBER() OVER (PARTITION BY ");
    key.walk_ast(out.reborrow())?;
    out.push_sql(" ORDER BY ");
    order.walk_ast(out.reborrow())?;
    out.push_sql(")");
    Ok(())
}

impl<K, O> Expression for RowNumber<K, O> {
    type SqlType = BigInt;
}
impl<K, O: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for RowNumber<K, O> {}
impl<K, O: AppearsOnTable<QS>, QS: ?Sized> SelectableExpression<QS> for RowNumber<K, O> {}
impl<K, O, GB> ValidGrouping<GB> for RowNumber<K, O> {
    type IsAggregate = is_aggregate::No;
}

/// A part of a parent's rows: those with a number above `after`, up to `last`.
#[derive(Debug, Clone, Copy)]
pub struct PerParent {
    pub(crate) offset: u32,
    pub(crate) limit: Option<u32>,
}

impl PerParent {
    /// The numbers of the rows: above the first, up to the second.
    pub(crate) fn bounds(self) -> (i64, i64) {
        let offset = i64::from(self.offset);
        let last = self
            .limit
            .map_or(i64::MAX, |limit| offset + i64::from(limit));
        (offset, last)
    }
}

/// The limit of a relation: [`PerParent`], or `()`.
pub trait Limit: Copy {
    /// The limit.
    fn limit(self) -> Option<PerParent>;
}

impl Limit for () {
    fn limit(self) -> Option<PerParent> {
        None
    }
}

impl Limit for PerParent {
    fn limit(self) -> Option<PerParent> {
        Some(self)
    }
}

impl PerParent {
    /// No limit yet.
    pub(crate) const NONE: PerParent = PerParent {
        offset: 0,
        limit: None,
    };
}

/// The rows of a query within a limit per parent. The query selects the number last:
/// `WITH relations__rows (relations__0, ..) AS (<query>) SELECT relations__0, .. FROM relations__rows WHERE relations__N <= 3 ORDER BY relations__N`.
///
/// The names are our own, because the columns of the query may have the same ones.
#[derive(Debug)]
pub struct Limited<Q, SqlType> {
    pub(crate) query: Q,
    /// The number of columns that the query has before the row number.
    width: usize,
    after: i64,
    last: i64,
    sql_type: std::marker::PhantomData<fn() -> SqlType>,
}

impl<Q, ST> Limited<Q, ST> {
    pub(crate) fn new(query: Q, width: usize, limit: PerParent) -> Self {
        let (after, last) = limit.bounds();
        Limited {
            query,
            width,
            after,
            last,
            sql_type: std::marker::PhantomData,
        }
    }
}

impl<Q: Query, ST> Query for Limited<Q, ST> {
    type SqlType = ST;
}

impl<Q, ST> QueryId for Limited<Q, ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q, ST, DB> QueryFragment<DB> for Limited<Q, ST>
where
    DB: Backend + HasSqlType<BigInt>,
    Q: QueryFragment<DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let width = self.width;
        out.push_sql("WITH relations__rows (");
        walk_columns(&mut out, width + 1);
        out.push_sql(") AS (");
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(") SELECT ");
        walk_columns(&mut out, width);
        let number = column_name(width);
        // The planner stops numbering a parent's rows at the last one.
        out.push_sql(" FROM relations__rows WHERE ");
        out.push_sql(&number);
        out.push_sql(" <= ");
        out.push_bind_param::<BigInt, _>(&self.last)?;
        if self.after > 0 {
            out.push_sql(" AND ");
            out.push_sql(&number);
            out.push_sql(" > ");
            out.push_bind_param::<BigInt, _>(&self.after)?;
        }
        out.push_sql(" ORDER BY ");
        out.push_sql(&number);
        Ok(())
    }
}

/// The name of ours for a column of a sub-query, by its position.
pub(crate) fn column_name(position: usize) -> String {
    format!("relations__{position}")
}

/// `relations__0, relations__1, ..`
pub(crate) fn walk_columns<DB: Backend>(out: &mut AstPass<'_, '_, DB>, count: usize) {
    for column in 0..count {
        out.push_sql(if column == 0 { "" } else { ", " });
        out.push_sql(&column_name(column));
    }
}

impl<Conn, Q, ST> RunQueryDsl<Conn> for Limited<Q, ST> {}
