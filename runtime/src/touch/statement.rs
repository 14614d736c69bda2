//! The statements that touch.

use std::any::TypeId;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use super::{Name, Part, Step, part};
use crate::Model;
use crate::dialect::Dialect;
use crate::key::KeyColumn;
use crate::row_sql::{KeyOf, Keyed, PrimaryIs};
use crate::statement::statement;
use crate::timestamps::now;
use crate::window::column_name;

/// Rows of a model by their primary keys.
pub(crate) enum Rows<M: Keyed> {
    /// A statement that the connection can cache.
    One(PrimaryIs<M>),
    List(<M::PrimaryKey as KeyColumn<KeyOf<M>>>::In),
}

impl<M: Keyed> Rows<M> {
    pub(super) fn new(mut keys: Vec<KeyOf<M>>) -> Self {
        match keys.len() {
            1 => Rows::One(M::PrimaryKey::is(keys.pop())),
            _ => Rows::List(M::PrimaryKey::is_in(keys)),
        }
    }
}

impl<M, DB> QueryFragment<DB> for Rows<M>
where
    DB: Dialect,
    M: Keyed,
    PrimaryIs<M>: QueryFragment<DB>,
    <M::PrimaryKey as KeyColumn<KeyOf<M>>>::In: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self {
            Rows::One(is) => is.walk_ast(out),
            Rows::List(list) => list.walk_ast(out),
        }
    }
}

/// `UPDATE users SET updated_at = CURRENT_TIMESTAMP WHERE id IN (SELECT user_id FROM posts WHERE id = ?)`: from the rows that have
/// changed, one step after the other. No keys are read. Rows that an earlier step has touched are left out, and so cycles end.
pub struct Touch<DB, L> {
    table: Part<DB>,
    column: &'static str,
    now: &'static str,
    path: Vec<Arc<Step<DB>>>,
    /// The rows that have changed, and their table.
    rows: Arc<L>,
    rows_table: TypeId,
}

impl<DB, L> Touch<DB, L> {
    /// Touches rows of the model to which this step leads: those at the end of the path, or the rows themselves.
    pub(super) fn new(
        step: &Step<DB>,
        path: Vec<Arc<Step<DB>>>,
        (rows, rows_table): (&Arc<L>, TypeId),
    ) -> Self {
        Touch {
            table: Arc::clone(&step.table),
            column: step.column,
            now: step.now,
            path,
            rows: Arc::clone(rows),
            rows_table,
        }
    }
}

impl<DB: Dialect, L> Touch<DB, L> {
    /// Touches these rows of the model `M`: `UPDATE posts SET updated_at = CURRENT_TIMESTAMP WHERE id = ?`.
    pub(crate) fn rows<M: Model<Table: Name<DB>>>(rows: L, column: &'static str) -> Self {
        Touch {
            table: part::<DB, M::Table>(),
            column,
            now: now::<M, DB>(),
            path: Vec::new(),
            rows: Arc::new(rows),
            rows_table: TypeId::of::<M::Table>(),
        }
    }
}

statement!(Touch<DB, L>);

impl<DB: Dialect, L: QueryFragment<DB>> QueryFragment<DB> for Touch<DB, L> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let joined = self.path.last().filter(|_| DB::UPDATES_BY_JOIN);
        if let Some(last) = joined {
            let columns = |before: &str| {
                let names =
                    (0..last.width).map(|number| format!("{before}{}", column_name(number)));
                names.collect::<Vec<_>>().join(", ")
            };
            out.push_sql(" INNER JOIN (WITH relations__rows (");
            out.push_sql(&columns(""));
            out.push_sql(") AS (SELECT DISTINCT ");
            last.key.walk_ast(out.reborrow())?;
            out.push_sql(" FROM ");
            self.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            self.walk_new(out.reborrow())?;
            out.push_sql(") SELECT * FROM relations__rows) AS relations__keys ON (");
            last.key.walk_ast(out.reborrow())?;
            out.push_sql(") = (");
            out.push_sql(&columns("relations__keys."));
            out.push_sql(")");
        }
        out.push_sql(" SET ");
        out.push_identifier(self.column)?;
        out.push_sql(" = ");
        out.push_sql(self.now);
        if joined.is_none() {
            out.push_sql(" WHERE ");
            self.walk_new(out)?;
        }
        Ok(())
    }
}

impl<DB: Dialect, L: QueryFragment<DB>> Touch<DB, L> {
    /// The rows at the end of the path, but those that are also at an earlier place of it.
    fn walk_new<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_rows(&self.path, out.reborrow())?;
        let Some(last) = self.path.last() else {
            return Ok(());
        };
        let tables = self.path.iter().map(|step| step.table_id);
        let tables = std::iter::once(self.rows_table).chain(tables);
        for (length, table) in tables.take(self.path.len()).enumerate() {
            if table == last.table_id {
                out.push_sql(" AND (");
                self.walk_rows(&self.path[..length], out.reborrow())?;
                out.push_sql(") IS NOT TRUE");
            }
        }
        Ok(())
    }

    /// `users.id IN (SELECT posts.user_id FROM posts WHERE ..)`
    fn walk_rows<'b>(
        &'b self,
        path: &'b [Arc<Step<DB>>],
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let Some((step, path)) = path.split_last() else {
            return self.rows.walk_ast(out);
        };
        out.push_sql("(");
        step.key.walk_ast(out.reborrow())?;
        out.push_sql(") IN (SELECT ");
        if let Some(pivot) = &step.pivot {
            pivot.related_key.walk_ast(out.reborrow())?;
            out.push_sql(" FROM ");
            pivot.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            step.walk_type(out.reborrow())?;
            out.push_sql("(");
            pivot.key.walk_ast(out.reborrow())?;
            out.push_sql(") IN (SELECT ");
        }
        step.local.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        step.from.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        if step.pivot.is_none() {
            step.walk_type(out.reborrow())?;
        }
        self.walk_rows(path, out.reborrow())?;
        out.push_sql(if step.pivot.is_some() { "))" } else { ")" });
        Ok(())
    }
}
