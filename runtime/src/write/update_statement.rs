//! The statements that write one row of a model.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::primary_key::{HasPrimaryKey, KeyOf, PrimaryIs};
use crate::declare::timestamps::walk_now;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::unchanged::walk_unchanged;
use crate::sql::values::{EachField, Values};
use crate::write::batch::Shared;

/// `UPDATE roles SET name = ? WHERE id = ?`. Where the model has timestamps or touches others, only a row that changes:
/// `UPDATE posts SET title = ?, updated_at = CURRENT_TIMESTAMP WHERE id = ? AND NOT (title IS ?)`.
pub struct UpdateRow<M: HasPrimaryKey, V> {
    table: M::Table,
    values: Shared<V>,
    key: PrimaryIs<M>,
    /// True where columns without a value are left alone, instead of set to NULL.
    leaves: bool,
}

impl<M: HasPrimaryKey, V> UpdateRow<M, V> {
    /// True where an unchanged row is detected.
    pub(crate) const SEES_CHANGES: bool = M::TIMESTAMPS.is_some() || M::TOUCHES;

    pub(crate) fn new(key: KeyOf<M>, values: Shared<V>) -> Self {
        UpdateRow {
            table: M::Table::default(),
            values,
            key: M::PrimaryKey::is(Some(key)),
            leaves: false,
        }
    }

    /// Writes the values, but leaves columns without a value alone.
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

statement!(UpdateRow<M: HasPrimaryKey, V>);

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
            walk_now::<M, DB>(&mut out)?;
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
