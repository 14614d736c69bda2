//! The relations between two models that lead to the same rows, as one step of a query.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::AstPass;

use crate::declare::touched::{Part, Step};
use crate::dialect::dialect::Dialect;

/// Steps from the rows of one model to those of another, by the same key of these.
pub(crate) struct Edge<DB> {
    pub(crate) step: Arc<Step<DB>>,
    /// The others: a mother is followed by a father.
    others: Vec<Arc<Step<DB>>>,
    /// The rows that have changed refer to what it leads to.
    pub(crate) starts: bool,
}

impl<DB> Clone for Edge<DB> {
    fn clone(&self) -> Self {
        Edge {
            step: Arc::clone(&self.step),
            others: self.others.clone(),
            starts: self.starts,
        }
    }
}

impl<DB> Edge<DB> {
    pub(crate) fn new(step: Arc<Step<DB>>, starts: bool) -> Self {
        let others = Vec::new();
        Edge {
            step,
            others,
            starts,
        }
    }

    /// True where it is one relation alone.
    pub(crate) fn is_alone(&self) -> bool {
        self.others.is_empty()
    }

    /// True where it leads to the same rows as the other one, and sets the same column.
    pub(crate) fn same_target(&self, step: &Step<DB>) -> bool {
        let ours = (self.step.model, self.step.key_id, self.step.column);
        ours == (step.model, step.key_id, step.column)
    }

    /// True where it has this step; takes one that it can follow together with its own.
    pub(crate) fn takes(&mut self, step: &Arc<Step<DB>>) -> bool {
        let mut steps = std::iter::once(&self.step).chain(&self.others);
        if steps.any(|it| it.relation == step.relation) {
            return true;
        }
        let plain = |it: &Step<DB>| it.pivot.is_none() && it.is_type.is_none() && it.width == 1;
        let takes = self.step.from_model == step.from_model
            && self.same_target(step)
            && plain(&self.step)
            && plain(step);
        if takes {
            self.others.push(Arc::clone(step));
        }
        takes
    }
}

impl<DB: Dialect> Edge<DB> {
    /// The columns that refer to the rows that are touched, of the rows that have changed or of the pivot table: `posts.user_id`. Of
    /// several relations, `CASE relations__sides.relations__side WHEN 0 THEN dogs.mother ELSE dogs.father END`.
    pub(crate) fn walk_referring<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some((last, others)) = self.others.split_last() else {
            let pivot = self.step.pivot.as_ref();
            return pivot
                .map_or(&self.step.local, |pivot| &pivot.related_key)
                .walk_ast(out);
        };
        out.push_sql("CASE relations__sides.relations__side");
        for (side, step) in std::iter::once(&self.step).chain(others).enumerate() {
            out.push_sql(&format!(" WHEN {side} THEN "));
            step.local.walk_ast(out.reborrow())?;
        }
        out.push_sql(" ELSE ");
        last.local.walk_ast(out.reborrow())?;
        out.push_sql(" END");
        Ok(())
    }

    /// Each row once for each of the relations: ` CROSS JOIN (SELECT 0 AS relations__side UNION ALL SELECT 1) AS relations__sides`.
    fn walk_sides(&self, out: &mut AstPass<'_, '_, DB>) {
        if self.others.is_empty() {
            return;
        }
        out.push_sql(" CROSS JOIN (SELECT 0 AS relations__side");
        for side in 1..=self.others.len() {
            out.push_sql(&format!(" UNION ALL SELECT {side}"));
        }
        out.push_sql(") AS relations__sides");
    }

    /// ` FROM posts WHERE <rows>`, or ` FROM post_tag WHERE (post_tag.post_id) IN (SELECT posts.id FROM posts WHERE <rows>)`.
    /// `rows`: ` WHERE ..`, and a join before it.
    pub(crate) fn walk_from<'b>(
        &'b self,
        mut out: AstPass<'_, 'b, DB>,
        rows: impl FnOnce(AstPass<'_, 'b, DB>, Option<&'b Step<DB>>) -> QueryResult<()>,
    ) -> QueryResult<()> {
        let step = self.step.as_ref();
        out.push_sql(" FROM ");
        let Some(pivot) = &step.pivot else {
            step.from.walk_ast(out.reborrow())?;
            self.walk_sides(&mut out);
            return rows(out, Some(step));
        };
        pivot.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        step.walk_type(out.reborrow())?;
        out.push_sql("(");
        pivot.key.walk_ast(out.reborrow())?;
        out.push_sql(") IN (SELECT ");
        step.local.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        step.from.walk_ast(out.reborrow())?;
        rows(out.reborrow(), None)?;
        out.push_sql(")");
        Ok(())
    }

    /// `dogs WHERE (dogs.name) = (relations__rows.relations__0)`, or `posts INNER JOIN post_tag ON ..`: the rows with a key of these columns, from
    /// where this edge starts.
    pub(crate) fn walk_next<'b>(
        &'b self,
        key: &'b Part<DB>,
        columns: &str,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let step = self.step.as_ref();
        step.from.walk_ast(out.reborrow())?;
        self.walk_sides(&mut out);
        if let Some(pivot) = &step.pivot {
            out.push_sql(" INNER JOIN ");
            pivot.table.walk_ast(out.reborrow())?;
            out.push_sql(" ON (");
            pivot.key.walk_ast(out.reborrow())?;
            out.push_sql(") = (");
            step.local.walk_ast(out.reborrow())?;
            out.push_sql(")");
        }
        out.push_sql(" WHERE ");
        step.walk_type(out.reborrow())?;
        out.push_sql("(");
        key.walk_ast(out.reborrow())?;
        out.push_sql(&format!(") = ({columns})"));
        Ok(())
    }
}
