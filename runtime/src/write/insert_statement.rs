//! The statement that inserts rows of a model.

use std::sync::Arc;

use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment};

use crate::declare::model::Model;
use crate::declare::timestamps::walk_now;
use crate::dialect::dialect::{Dialect, facts};
use crate::driver::statement::statement;
use crate::sql::returning::Returning;
use crate::sql::values::{EachField, Values};
use crate::write::batch::{Part, Shared};
use crate::write::conflict::Conflict;

/// `INSERT INTO roles (name) VALUES (?), (?) RETURNING id, name`; `ON CONFLICT (name) DO UPDATE SET ..`.
pub struct InsertRows<M: Model, V, E = ()> {
    pub(crate) table: M::Table,
    pub(crate) rows: Arc<[V]>,
    pub(crate) part: Part,
    pub(crate) conflict: Option<Arc<Conflict>>,
    returning: Option<Returning<E>>,
}

impl<M: Model, V, E> InsertRows<M, V, E> {
    pub(crate) fn new(rows: &Arc<[V]>, part: Part) -> Self {
        InsertRows {
            table: M::Table::default(),
            rows: Arc::clone(rows),
            part,
            conflict: None,
            returning: None,
        }
    }

    /// Inserts one row.
    pub(crate) fn one<DB: Dialect>(row: &Shared<V>) -> QueryResult<Self>
    where
        V: Values<DB>,
    {
        Ok(InsertRows::new(&row.rows, row.part()?))
    }

    /// Inserts the rows and returns this of them.
    pub(crate) fn returning(mut self, returning: E) -> Self {
        self.returning = Some(Returning(returning));
        self
    }

    /// Inserts the rows; where a unique key has a row already, this becomes of it.
    pub(crate) fn on_conflict(mut self, conflict: &Arc<Conflict>) -> Self {
        self.conflict = Some(Arc::clone(conflict));
        self
    }
}

statement!(InsertRows<M: Model, V, E>);

impl<M: Model, V, E: Expression> Query for InsertRows<M, V, E> {
    type SqlType = E::SqlType;
}

impl<M, V, E, DB> QueryFragment<DB> for InsertRows<M, V, E>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let rows = &self.rows[self.part.rows.clone()];
        if rows.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        walk_insert::<M, DB>(&self.table, rows, self.part.given, out.reborrow())?;
        if let Some(conflict) = &self.conflict {
            conflict.walk::<M, DB>(&self.table, out.reborrow())?;
        }
        if let Some(returning) = &self.returning {
            returning.walk_ast(out)?;
        }
        Ok(())
    }
}

/// `INSERT INTO roles (name) VALUES (?), (DEFAULT)`: rows with values for these columns; one row where there are none. The columns of
/// `timestamps` that have no value get the time now.
fn walk_insert<'b, M: Model, DB: Dialect>(
    table: &'b impl QueryFragment<DB>,
    rows: &'b [impl Values<DB>],
    given: u128,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("INSERT INTO ");
    table.walk_ast(out.reborrow())?;
    let mut separator = " (";
    let (created_at, updated_at) = M::TIMESTAMPS.unzip();
    let mut times = [created_at, updated_at];
    if let Some(row) = rows.first() {
        each_given(row, given, &mut |column, _| {
            out.push_sql(separator);
            out.push_identifier(column)?;
            separator = ", ";
            times = times.map(|time| time.filter(|name| *name != column));
            Ok(())
        })?;
    }
    for time in times.into_iter().flatten() {
        out.push_sql(separator);
        out.push_identifier(time)?;
        separator = ", ";
    }
    if separator == " (" {
        out.push_sql(facts(&out)?.insert_defaults);
        return Ok(());
    }
    let mut separator = ") VALUES (";
    for row in rows {
        each_given(row, given, &mut |column, value| {
            out.push_sql(separator);
            separator = ", ";
            match value {
                Some(value) => value.walk_ast(out.reborrow())?,
                None if created_at == Some(column) || updated_at == Some(column) => {
                    walk_now::<M, DB>(&mut out)?;
                }
                None => out.push_sql("DEFAULT"),
            }
            Ok(())
        })?;
        for _ in times.iter().flatten() {
            out.push_sql(separator);
            walk_now::<M, DB>(&mut out)?;
            separator = ", ";
        }
        separator = "), (";
    }
    out.push_sql(")");
    Ok(())
}

/// Each of these columns.
pub(crate) fn each_given<'b, DB: Dialect>(
    row: &'b impl Values<DB>,
    given: u128,
    f: &mut EachField<'_, 'b, DB>,
) -> QueryResult<()> {
    let mut bit = 1;
    row.each(&mut |column, value| {
        let is_given = given & bit != 0;
        bit = bit.rotate_left(1);
        match is_given {
            true => f(column, value),
            false => Ok(()),
        }
    })
}
