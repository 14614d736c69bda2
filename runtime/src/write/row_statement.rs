//! The statements that write one row of a model.

use crate::declare::primary_key::HasPrimaryKey;
use crate::declare::primary_key::KeyOf;
use crate::declare::primary_key::PrimaryIs;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, ReturningClause};

use crate::declare::model::Model;
use crate::declare::timestamps::now;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::sql::key::KeyColumn;
use crate::sql::order_key::ColumnNames;
use crate::sql::unchanged::walk_unchanged;
use crate::sql::values::{EachField, KeyValues, Values, columns};
use crate::write::insert_rows::walk_insert;
use crate::write::inserted_rows::Inserted;
use crate::write::lock::walk_lock;

type PrimaryValues<M> = <<M as Model>::PrimaryKey as KeyValues<KeyOf<M>>>::Values;

/// `INSERT INTO roles (name) VALUES (?) RETURNING id, name`
pub struct InsertRow<M: Model, V, E> {
    table: M::Table,
    values: Arc<V>,
    returning: Option<ReturningClause<E>>,
}

impl<M: Model, V, E> InsertRow<M, V, E> {
    pub(crate) fn new(values: Arc<V>, returning: Option<E>) -> Self {
        InsertRow {
            table: M::Table::default(),
            values,
            returning: returning.map(ReturningClause),
        }
    }
}

/// `SELECT id, name FROM roles WHERE id = ?`: a row that was just written.
pub struct SelectRow<M: HasPrimaryKey, V, E> {
    table: M::Table,
    row: Row<M, V>,
    select: E,
    /// As it is committed, or in our transaction, whatever that has read before.
    latest: bool,
}

enum Row<M: HasPrimaryKey, V> {
    /// The one with this primary key.
    Key(PrimaryIs<M>),
    /// The one that had this primary key, before these values were written.
    Written(Arc<V>, M::PrimaryKey, PrimaryValues<M>),
    /// The one that was inserted.
    Inserted(Inserted<M, V>),
}

impl<M: HasPrimaryKey, V, E> SelectRow<M, V, E> {
    fn of(row: Row<M, V>, select: E) -> Self {
        SelectRow {
            table: M::Table::default(),
            row,
            select,
            latest: false,
        }
    }

    /// The same inside a transaction that may have read before: an `UPDATE` that changed nothing leaves the row as that has seen it.
    pub(crate) fn after_reads(mut self, has_read: bool) -> Self {
        self.latest = has_read;
        self
    }

    /// The row with this key.
    pub(crate) fn by_key(key: KeyOf<M>, select: E) -> Self {
        SelectRow::of(Row::Key(M::PrimaryKey::is(Some(key))), select)
    }

    /// The row that had this key before these values were written.
    pub(crate) fn written(key: KeyOf<M>, values: Arc<V>, select: E) -> Self {
        let before = M::PrimaryKey::values(key);
        SelectRow::of(
            Row::Written(values, M::PrimaryKey::default(), before),
            select,
        )
    }

    /// The row that was inserted with these values.
    pub(crate) fn inserted(values: Arc<V>, select: E) -> Self {
        SelectRow::of(Row::Inserted(Inserted::new(values)), select)
    }
}

/// `UPDATE roles SET name = ? WHERE id = ?`. Where the model has timestamps or touches others, only a row that changes:
/// `UPDATE posts SET title = ?, updated_at = CURRENT_TIMESTAMP WHERE id = ? AND NOT (title IS ?)`.
pub struct UpdateRow<M: HasPrimaryKey, V> {
    table: M::Table,
    values: Arc<V>,
    key: PrimaryIs<M>,
    /// Whether columns without a value are left alone, instead of set to NULL.
    leaves: bool,
}

impl<M: HasPrimaryKey, V> UpdateRow<M, V> {
    /// Whether it is told from one that changes nothing.
    pub(crate) const SEES_CHANGES: bool = M::TIMESTAMPS.is_some() || M::TOUCHES;

    pub(crate) fn new(key: KeyOf<M>, values: Arc<V>) -> Self {
        UpdateRow {
            table: M::Table::default(),
            values,
            key: M::PrimaryKey::is(Some(key)),
            leaves: false,
        }
    }

    /// The same, but columns without a value are left alone.
    pub(crate) fn leaving(mut self) -> Self {
        self.leaves = true;
        self
    }

    /// Each column that is written, and its value; none where that is NULL. `updated_at` is among them where it is given
    /// for a change, and not where a whole row is saved.
    fn each<'b, DB: Backend>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()>
    where
        V: Values<DB>,
    {
        self.values.each(&mut |column, value| {
            let mut is_key = false;
            M::PrimaryKey::each_name(&mut |name| {
                is_key |= name == column;
                Ok(())
            })?;
            let is_left = match M::TIMESTAMPS {
                _ if self.leaves => value.is_none(),
                Some((_, updated_at)) => column == updated_at,
                None => false,
            };
            if is_left || (is_key && !self.values.is_fixed(column)?) {
                return Ok(());
            }
            f(column, value)
        })
    }
}

/// Forgets the key that the database made last.
pub struct ForgetLastKey;

statement!(InsertRow<M: Model, V, E>);
statement!(SelectRow<M: HasPrimaryKey, V, E>);
statement!(UpdateRow<M: HasPrimaryKey, V>);
statement!(ForgetLastKey);

impl<M: Model, V, E: Expression> Query for InsertRow<M, V, E> {
    type SqlType = E::SqlType;
}
impl<M: HasPrimaryKey, V, E: Expression> Query for SelectRow<M, V, E> {
    type SqlType = E::SqlType;
}

impl<M, V, E, DB> QueryFragment<DB> for InsertRow<M, V, E>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let row = std::slice::from_ref(&self.values);
        let given = columns(&self.values)?;
        walk_insert::<M, DB>(&self.table, row, given, out.reborrow())?;
        if let Some(returning) = &self.returning {
            DB::walk_returning(returning, out.reborrow())?;
        }
        Ok(())
    }
}

impl<M, V, E, DB> QueryFragment<DB> for SelectRow<M, V, E>
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
        match &self.row {
            Row::Key(key) => key.walk_ast(out.reborrow())?,
            Row::Inserted(inserted) => inserted.walk_ast(out.reborrow())?,
            Row::Written(values, primary_key, before) => {
                out.push_sql("(");
                primary_key.walk_ast(out.reborrow())?;
                out.push_sql(") = ");
                let mut separator = "(";
                M::PrimaryKey::each_name(&mut |name| {
                    out.push_sql(separator);
                    separator = ", ";
                    // What the row itself says is what it had before.
                    match values.is_fixed(name)? {
                        true => walk_value(&**values, name, out.reborrow()),
                        false => walk_value(before, name, out.reborrow()),
                    }
                    .map(drop)
                })?;
                out.push_sql(")");
            }
        }
        self.walk_latest(out);
        Ok(())
    }
}

impl<M: HasPrimaryKey, V, E> SelectRow<M, V, E> {
    fn walk_latest<DB: Dialect>(&self, out: AstPass<'_, '_, DB>) {
        if self.latest {
            walk_lock::<DB>(DB::READ_LATEST, out);
        }
    }
}

/// Writes the value for a column; whether there is one.
pub(crate) fn walk_value<'b, DB: Backend>(
    values: &'b impl Values<DB>,
    name: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<bool> {
    let mut is_given = false;
    values.each(&mut |column, value| {
        if let (Some(value), true) = (value, column == name) {
            is_given = true;
            value.walk_ast(out.reborrow())?;
        }
        Ok(())
    })?;
    Ok(is_given)
}

impl<M, V, DB> QueryFragment<DB> for UpdateRow<M, V>
where
    DB: Dialect,
    M: HasPrimaryKey<Table: QueryFragment<DB>>,
    V: Values<DB>,
    PrimaryIs<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_set(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.walk_row(out)
    }
}

impl<M: HasPrimaryKey, V> UpdateRow<M, V> {
    /// `UPDATE posts SET title = ?`
    pub(crate) fn walk_set<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        M::Table: QueryFragment<DB>,
        V: Values<DB>,
    {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let mut separator = " SET ";
        let mut updated_at = M::TIMESTAMPS.map(|(_, updated_at)| updated_at);
        self.each(&mut |column, value| {
            updated_at = updated_at.filter(|name| *name != column);
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            out.push_sql(" = ");
            match value {
                Some(value) => value.walk_ast(out.reborrow())?,
                None => out.push_sql("NULL"),
            }
            Ok(())
        })?;
        if let Some(updated_at) = updated_at {
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            out.push_sql(now::<M, DB>());
        }
        if separator == " SET " {
            // Nothing but the key: whether the row is there.
            M::PrimaryKey::each_name(&mut |name| {
                out.push_sql(separator);
                separator = ", ";
                out.push_identifier(name)?;
                out.push_sql(" = ");
                out.push_identifier(name)
            })?;
        }
        Ok(())
    }

    /// `id = ?`, and where changes are seen that it is not the same already.
    pub(crate) fn walk_row<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        V: Values<DB>,
        PrimaryIs<M>: QueryFragment<DB>,
    {
        self.key.walk_ast(out.reborrow())?;
        self.walk_changes(out)
    }

    /// ` AND NOT (title IS ?)`, where changes are seen.
    pub(crate) fn walk_changes<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        V: Values<DB>,
    {
        if Self::SEES_CHANGES {
            out.push_sql(" AND NOT (1 = 1");
            self.each(&mut |column, value| {
                out.push_sql(" AND ");
                walk_unchanged(column, value, out.reborrow())
            })?;
            out.push_sql(")");
        }
        Ok(())
    }
}

impl<DB: Dialect> QueryFragment<DB> for ForgetLastKey {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("DO LAST_INSERT_ID(0)");
        Ok(())
    }
}
