//! The statement that reads rows that were just written.

use std::ops::Range;
use std::sync::Arc;

use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment};

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, PrimaryIs};
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::{KeyValues, Values};
use crate::write::batch::Shared;
use crate::write::inserted_rows::{FoundBy, Inserted, InsertedRows, walk_value};
use crate::write::lock::walk_latest;

type PrimaryValues<M> = <<M as Model>::PrimaryKey as KeyValues<KeyOf<M>>>::Values;

/// `SELECT id, name FROM roles WHERE id = ?`: rows that were just written.
pub struct SelectRows<M: HasPrimaryKey, V, E> {
    table: M::Table,
    rows: Rows<M, V>,
    select: E,
    /// As it is committed, or in our transaction, whatever that has read before.
    latest: bool,
}

enum Rows<M: HasPrimaryKey, V> {
    /// The one with this primary key.
    Key(PrimaryIs<M>),
    /// The one that had this primary key, before these values were written.
    Written(Shared<V>, M::PrimaryKey, PrimaryValues<M>),
    /// The one that was inserted.
    Inserted(Inserted<M, V>),
    /// Those that were inserted by one statement.
    Several(InsertedRows<M, V>),
}

impl<M: HasPrimaryKey, V, E> SelectRows<M, V, E> {
    fn of(rows: Rows<M, V>, select: E) -> Self {
        SelectRows {
            table: M::Table::default(),
            rows,
            select,
            latest: false,
        }
    }

    /// Locks the row inside a transaction that may have read before: an `UPDATE` that changed nothing leaves the row as that has seen it.
    pub(crate) fn after_reads(mut self, has_read: bool) -> Self {
        self.latest = has_read;
        self
    }

    /// The row with this key.
    pub(crate) fn by_key(key: KeyOf<M>, select: E) -> Self {
        SelectRows::of(Rows::Key(M::PrimaryKey::is(Some(key))), select)
    }

    /// The row that had this key before these values were written.
    pub(crate) fn written(key: KeyOf<M>, row: Shared<V>, select: E) -> Self {
        let before = M::PrimaryKey::values(key);
        SelectRows::of(Rows::Written(row, M::PrimaryKey::default(), before), select)
    }

    /// The rows of this part that one statement has inserted.
    pub(crate) fn several(
        rows: &Arc<[V]>,
        part: Range<usize>,
        found_by: FoundBy,
        select: E,
    ) -> Self {
        let inserted = InsertedRows {
            primary_key: M::PrimaryKey::default(),
            rows: Arc::clone(rows),
            part,
            found_by,
        };
        SelectRows::of(Rows::Several(inserted), select)
    }

    /// The row that was inserted with these values.
    pub(crate) fn inserted(row: Shared<V>, select: E) -> Self {
        SelectRows::of(Rows::Inserted(Inserted::new(row)), select)
    }
}

statement!(SelectRows<M: HasPrimaryKey, V, E>);

impl<M: HasPrimaryKey, V, E: Expression> Query for SelectRows<M, V, E> {
    type SqlType = E::SqlType;
}

impl<M, V, E, DB> QueryFragment<DB> for SelectRows<M, V, E>
where
    DB: Dialect,
    M: HasPrimaryKey<Table: QueryFragment<DB>, PrimaryKey: QueryFragment<DB>>,
    V: Values<DB>,
    PrimaryIs<M>: QueryFragment<DB>,
    PrimaryValues<M>: Values<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("SELECT ");
        self.select.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        match &self.rows {
            Rows::Key(key) => key.walk_ast(out.reborrow())?,
            Rows::Inserted(inserted) => inserted.walk_ast(out.reborrow())?,
            Rows::Several(inserted) => {
                out.unsafe_to_cache_prepared();
                inserted.walk_ast(out.reborrow())?;
            }
            Rows::Written(row, primary_key, before) => {
                out.push_sql("(");
                primary_key.walk_ast(out.reborrow())?;
                out.push_sql(") = ");
                let mut separator = "(";
                M::PrimaryKey::each_name(&mut |name| {
                    out.push_sql(separator);
                    separator = ", ";
                    // What the row itself says is what it had before.
                    match row.is_fixed(name)? {
                        true => walk_value(row, name, out.reborrow()),
                        false => walk_value(before, name, out.reborrow()),
                    }
                    .map(drop)
                })?;
                out.push_sql(")");
            }
        }
        match self.latest {
            true => walk_latest(out),
            false => Ok(()),
        }
    }
}
