//! The statements of a search: a query of the program, with the conditions, the order and the limit of a request.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType};

use crate::dialect::dialect::Dialect;
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::order::Ordering;
use crate::unstable::clauses::Clauses;

/// The rows of a query of the program that meet the conditions of a request.
pub struct Rows<Q, DB: Dialect> {
    query: Arc<Q>,
    conditions: Arc<[Condition<DB>]>,
}

impl<Q, DB: Dialect> Rows<Q, DB> {
    pub(crate) fn new(query: Q, conditions: Vec<Condition<DB>>) -> Self {
        Rows {
            query: Arc::new(query),
            conditions: conditions.into(),
        }
    }
}

impl<Q, DB: Dialect> Clone for Rows<Q, DB> {
    fn clone(&self) -> Self {
        Rows {
            query: Arc::clone(&self.query),
            conditions: Arc::clone(&self.conditions),
        }
    }
}

impl<Q, DB: Dialect> fmt::Debug for Rows<Q, DB> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rows").field(&self.conditions.len()).finish()
    }
}

impl<Q: Clauses<DB>, DB: Dialect> Rows<Q, DB> {
    /// ` FROM posts WHERE .. GROUP BY ..`
    fn walk_rows<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.query.walk_from(out.reborrow())?;
        let mut has_conditions = self.query.walk_where(out.reborrow())?;
        for condition in &*self.conditions {
            out.push_sql(if has_conditions { " AND " } else { " WHERE " });
            has_conditions = true;
            condition.walk_ast(out.reborrow())?;
        }
        self.query.walk_groups(out)
    }
}

/// `SELECT COUNT(*) FROM posts WHERE ..`; of distinct rows, `SELECT COUNT(*) FROM (SELECT DISTINCT id FROM ..)`.
#[derive(Debug)]
pub struct CountRows<Q, Key, DB: Dialect> {
    rows: Rows<Q, DB>,
    key: Key,
}

impl<Q, Key, DB: Dialect> CountRows<Q, Key, DB> {
    pub(crate) fn new(rows: Rows<Q, DB>, key: Key) -> Self {
        CountRows { rows, key }
    }
}

impl<Q, Key, DB> QueryFragment<DB> for CountRows<Q, Key, DB>
where
    DB: Dialect,
    Q: Clauses<DB>,
    Key: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        if !self.rows.query.is_distinct(&out)? {
            out.push_sql("SELECT COUNT(*)");
            return self.rows.walk_rows(out);
        }
        out.push_sql("SELECT COUNT(*) FROM (SELECT ");
        self.rows.query.walk_distinct(out.reborrow())?;
        self.key.walk_ast(out.reborrow())?;
        self.rows.walk_rows(out.reborrow())?;
        out.push_sql(") AS relations__rows");
        Ok(())
    }
}

impl<Q, Key, DB: Dialect> Query for CountRows<Q, Key, DB> {
    type SqlType = BigInt;
}
impl<Q, Key, DB: Dialect> QueryId for CountRows<Q, Key, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<Conn, Q, Key, DB: Dialect> RunQueryDsl<Conn> for CountRows<Q, Key, DB> {}

/// The columns that tell apart rows that a pivot table has twice, those of its primary key: `.., CAST(role_user.id AS TEXT) AS relations__s2`, and an
/// order. Distinct rows are without it.
pub(crate) struct Twins<DB: Dialect> {
    pub(crate) columns: Option<Operand<DB>>,
    pub(crate) order: Option<Ordering<DB>>,
}

impl<DB: Dialect> Default for Twins<DB> {
    fn default() -> Self {
        Twins {
            columns: None,
            order: None,
        }
    }
}

impl<DB: Dialect> fmt::Debug for Twins<DB> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Twins")
    }
}

/// `SELECT columns FROM posts WHERE .. ORDER BY .. LIMIT ? OFFSET ?`. The order of the program's query comes before that of the request.
#[derive(Debug)]
pub struct SelectRows<Q, Columns, SqlType, DB: Dialect> {
    rows: Rows<Q, DB>,
    columns: Columns,
    order: Option<Ordering<DB>>,
    twins: Twins<DB>,
    /// True where the order of the program's query is left out.
    reorders: bool,
    limit: Option<i64>,
    offset: i64,
    sql_type: PhantomData<fn() -> SqlType>,
}

impl<Q, Columns, ST, DB: Dialect> SelectRows<Q, Columns, ST, DB> {
    pub(crate) fn new(rows: Rows<Q, DB>, columns: Columns, order: Option<Ordering<DB>>) -> Self {
        SelectRows {
            rows,
            columns,
            order,
            twins: Twins::default(),
            reorders: false,
            limit: None,
            offset: 0,
            sql_type: PhantomData,
        }
    }

    /// Without the order of the program's query.
    pub(crate) fn reorder(self, reorders: bool) -> Self {
        SelectRows { reorders, ..self }
    }

    /// With what tells twins apart.
    pub(crate) fn twins(self, twins: Twins<DB>) -> Self {
        SelectRows { twins, ..self }
    }

    /// Some of the rows.
    pub(crate) fn part(self, limit: i64, offset: i64) -> Self {
        SelectRows {
            limit: Some(limit),
            offset,
            ..self
        }
    }
}

impl<Q, Columns, ST, DB> QueryFragment<DB> for SelectRows<Q, Columns, ST, DB>
where
    DB: Dialect + HasSqlType<BigInt>,
    Q: Clauses<DB>,
    Columns: QueryFragment<DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        let query = &*self.rows.query;
        out.push_sql("SELECT ");
        query.walk_distinct(out.reborrow())?;
        self.columns.walk_ast(out.reborrow())?;
        let twins = (!query.is_distinct(&out)?).then_some(&self.twins);
        if let Some(columns) = twins.and_then(|it| it.columns.as_ref()) {
            columns.walk_ast(out.reborrow())?;
        }
        self.rows.walk_rows(out.reborrow())?;
        let mut is_ordered = !self.reorders && query.walk_order(out.reborrow())?;
        let by_twins = twins.and_then(|it| it.order.as_ref());
        for order in self.order.iter().chain(by_twins) {
            out.push_sql(if is_ordered { ", " } else { " ORDER BY " });
            order.walk_ast(out.reborrow())?;
            is_ordered = true;
        }
        if let Some(limit) = &self.limit {
            out.push_sql(" LIMIT ");
            out.push_bind_param::<BigInt, i64>(limit)?;
        }
        if self.offset > 0 {
            out.push_sql(" OFFSET ");
            out.push_bind_param::<BigInt, i64>(&self.offset)?;
        }
        query.walk_lock(out)
    }
}

impl<Q, Columns, ST, DB: Dialect> Query for SelectRows<Q, Columns, ST, DB> {
    type SqlType = ST;
}
impl<Q, Columns, ST, DB: Dialect> QueryId for SelectRows<Q, Columns, ST, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<Conn, Q, Columns, ST, DB: Dialect> RunQueryDsl<Conn> for SelectRows<Q, Columns, ST, DB> {}
