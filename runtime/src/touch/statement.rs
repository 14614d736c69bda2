//! The statements that touch.

use std::any::TypeId;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, PrimaryIs};
use crate::declare::touched::{Part, Step};
use crate::dialect::dialect::{Dialect, facts};
use crate::driver::statement::statement;
use crate::sql::key::KeyColumn;
use crate::sql::row_number::walk_columns;
use crate::sql::values::walk_now_in;
use crate::touch::edge::Edge;
use crate::touch::graph::Routes;
use crate::touch::recursion::{Recursion, columns};
use crate::touch::step::{Name, part};

/// Rows of a model by their primary keys.
pub(crate) enum Rows<M: HasPrimaryKey> {
    /// A statement that the connection can cache.
    One(PrimaryIs<M>),
    List(<M::PrimaryKey as KeyColumn<KeyOf<M>>>::In),
}

impl<M: HasPrimaryKey> Rows<M> {
    pub(crate) fn new(mut keys: Vec<KeyOf<M>>) -> Self {
        match keys.len() {
            1 => Rows::One(M::PrimaryKey::is(keys.pop())),
            _ => Rows::List(M::PrimaryKey::is_in(keys)),
        }
    }
}

impl<M, DB> QueryFragment<DB> for Rows<M>
where
    DB: Dialect,
    M: HasPrimaryKey,
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
/// changed, one step after the other. No keys are read. Rows that have changed themselves are left out.
///
/// Where the steps lead back to where they were, as in a tree, or by too many routes, they are one recursive query, which ends
/// where it finds no new key, and so cycles end:
/// `id IN (WITH RECURSIVE relations__rows (relations__0) AS (SELECT whole_id FROM parts WHERE id = ? UNION SELECT parts.whole_id FROM
/// relations__rows CROSS JOIN parts WHERE parts.id = relations__rows.relations__0) SELECT relations__0 FROM relations__rows)`.
pub struct Touch<DB, L> {
    table: Part<DB>,
    column: &'static str,
    utc: bool,
    /// The columns by which the touched rows are referred to.
    key: Option<(Part<DB>, usize)>,
    routes: Routes<DB>,
    /// The rows that have changed, and whether they are of the table that is touched.
    rows: Arc<L>,
    same_table: bool,
    /// True where the rows that have changed are locked.
    locks: bool,
}

impl<DB, L> Touch<DB, L> {
    /// Touches rows of the model to which this step leads: those at the end of these routes, or the rows themselves.
    pub(crate) fn new(
        step: &Step<DB>,
        routes: Routes<DB>,
        (rows, rows_table): (&Arc<L>, TypeId),
    ) -> Self {
        Touch {
            table: Arc::clone(&step.table),
            column: step.column,
            utc: step.utc,
            key: Some((Arc::clone(&step.key), step.width)),
            routes,
            rows: Arc::clone(rows),
            same_table: rows_table == step.table_id,
            locks: false,
        }
    }

    /// Finds these rows, and locks the rows that lead to them first: `IN (SELECT user_id FROM posts WHERE id = ? FOR UPDATE)`. A lock
    /// stands in no union and in no recursion.
    pub(crate) fn locking(mut self, locks: bool) -> Self {
        self.locks = locks && matches!(&self.routes, Routes::Listed(paths) if paths.len() == 1);
        self
    }
}

impl<DB: Dialect, L> Touch<DB, L> {
    /// Touches these rows of the model `M`: `UPDATE posts SET updated_at = CURRENT_TIMESTAMP WHERE id = ?`.
    pub(crate) fn rows<M: Model<Table: Name<DB>>>(rows: L, column: &'static str) -> Self {
        Touch {
            table: part::<DB, M::Table>(),
            column,
            utc: M::UTC,
            key: None,
            routes: Routes::Rows,
            rows: Arc::new(rows),
            same_table: true,
            locks: false,
        }
    }
}

statement!(Touch<DB, L>);

impl<DB: Dialect, L: QueryFragment<DB>> QueryFragment<DB> for Touch<DB, L> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if let Routes::Recursive(..) = self.routes {
            out.push_sql(facts(&out)?.any_recursion);
        }
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let key = match &self.routes {
            Routes::Rows => None,
            Routes::Listed(_) | Routes::Recursive(..) => self.key.as_ref(),
        };
        let by_join = facts(&out)?.updates_by_join;
        let joined = key.filter(|_| by_join);
        if let Some((key, width)) = joined {
            walk_join((key, *width), out.reborrow(), |out| self.walk_keys(out))?;
        }
        out.push_sql(" SET ");
        out.push_identifier(self.column)?;
        out.push_sql(" = ");
        walk_now_in(self.utc, &mut out)?;
        let Some((key, _)) = key else {
            out.push_sql(" WHERE ");
            return self.rows.walk_ast(out);
        };
        let mut and = " WHERE ";
        if joined.is_none() {
            out.push_sql(" WHERE (");
            key.walk_ast(out.reborrow())?;
            out.push_sql(") IN (");
            self.walk_keys(out.reborrow())?;
            out.push_sql(")");
            and = " AND ";
        }
        if self.same_table {
            out.push_sql(and);
            out.push_sql("(");
            self.rows.walk_ast(out.reborrow())?;
            out.push_sql(") IS NOT TRUE");
        }
        Ok(())
    }
}

impl<DB: Dialect, L: QueryFragment<DB>> Touch<DB, L> {
    /// The keys of the rows that are touched, as a query.
    fn walk_keys<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match &self.routes {
            Routes::Rows => Ok(()),
            Routes::Listed(paths) => {
                let mut separator = "";
                for path in paths {
                    out.push_sql(separator);
                    separator = " UNION ";
                    self.walk_path(path, out.reborrow())?;
                }
                Ok(())
            }
            Routes::Recursive(edges, last) => {
                let (last, rows) = (*last, self.rows.as_ref());
                Recursion { edges, last, rows }.walk(out)
            }
        }
    }

    /// `SELECT posts.user_id FROM posts WHERE (posts.id) IN (SELECT comments.post_id FROM comments WHERE ..)`
    fn walk_path<'b>(
        &'b self,
        path: &'b [Edge<DB>],
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let Some((edge, path)) = path.split_last() else {
            return Ok(());
        };
        out.push_sql("SELECT ");
        edge.walk_referring(out.reborrow())?;
        edge.walk_from(out, |mut out, typed| {
            let before = path
                .last()
                .map(|before| (&before.step.key, before.step.width));
            let by_join = facts(&out)?.updates_by_join;
            let joined = before.filter(|_| by_join);
            if let Some(key) = joined {
                walk_join(key, out.reborrow(), |out| self.walk_path(path, out))?;
            }
            out.push_sql(" WHERE ");
            typed.map_or(Ok(()), |step| step.walk_type(out.reborrow()))?;
            match before {
                None => {
                    self.rows.walk_ast(out.reborrow())?;
                    if self.locks && edge.is_alone() {
                        let lock = facts(&out)?.lock_in_sub_query;
                        out.push_sql(lock);
                    }
                    Ok(())
                }
                Some(_) if joined.is_some() => {
                    out.push_sql("1 = 1");
                    Ok(())
                }
                Some((key, _)) => {
                    out.push_sql("(");
                    key.walk_ast(out.reborrow())?;
                    out.push_sql(") IN (");
                    self.walk_path(path, out.reborrow())?;
                    out.push_sql(")");
                    Ok(())
                }
            }
        })
    }
}

/// ` INNER JOIN (WITH relations__keys (relations__0) AS (<keys>) SELECT DISTINCT * FROM relations__keys) AS relations__keys ON ..`: rows by their keys,
/// where the planner reads whole tables for `IN (<keys>)`, or tries all orders of the tables inside.
fn walk_join<'b, DB: Dialect>(
    (key, width): (&'b Part<DB>, usize),
    mut out: AstPass<'_, 'b, DB>,
    keys: impl FnOnce(AstPass<'_, 'b, DB>) -> QueryResult<()>,
) -> QueryResult<()> {
    out.push_sql(" INNER JOIN (WITH relations__keys (");
    walk_columns(&mut out, width);
    out.push_sql(") AS (");
    keys(out.reborrow())?;
    out.push_sql(") SELECT DISTINCT * FROM relations__keys) AS relations__keys ON (");
    key.walk_ast(out.reborrow())?;
    out.push_sql(") = (");
    out.push_sql(&columns("relations__keys.", 0..width));
    out.push_sql(")");
    Ok(())
}
