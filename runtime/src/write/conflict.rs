//! The change of rows that a unique key has already: `ON CONFLICT DO UPDATE`, or `ON DUPLICATE KEY UPDATE`.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::model::Model;
use crate::declare::timestamps::walk_now;
use crate::dialect::dialect::{Dialect, facts};

/// The unique columns, and those that are updated.
#[derive(Debug, Clone)]
pub(crate) struct Conflict {
    pub(crate) unique: Vec<&'static str>,
    pub(crate) updated: Vec<&'static str>,
    /// The columns of the relation's key in which a row of another parent differs: those outside the unique key that are not updated.
    pub(crate) owned_by: Vec<&'static str>,
}

impl Conflict {
    pub(crate) fn walk<'b, M, DB>(
        &self,
        table: &'b M::Table,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: Dialect,
        M: Model<Table: QueryFragment<DB>>,
    {
        let facts = facts(&out)?;
        if facts.names_conflict {
            let mut separator = " ON CONFLICT (";
            for column in &self.unique {
                out.push_sql(separator);
                out.push_identifier(column)?;
                separator = ", ";
            }
            out.push_sql(") DO ");
        }
        let mut separator = match (facts.names_conflict, self.updated.is_empty()) {
            (true, true) => {
                out.push_sql("NOTHING");
                return Ok(());
            }
            (true, false) => "UPDATE SET ",
            (false, _) => " ON DUPLICATE KEY UPDATE ",
        };
        if let (Some(column), false) = (self.owned_by.first(), facts.names_conflict) {
            // First of all, a value that is an error where the row is another parent's.
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            out.push_sql(" = IF(");
            let mut and = "";
            for column in &self.owned_by {
                out.push_sql(and);
                and = " AND ";
                out.push_identifier(column)?;
                out.push_sql(facts.null_safe_equal);
                walk_new(column, out.reborrow())?;
            }
            out.push_sql(", ");
            out.push_identifier(column)?;
            out.push_sql(", (SELECT 1 UNION ALL SELECT 2))");
        }
        for column in &self.updated {
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            out.push_sql(" = ");
            walk_new(column, out.reborrow())?;
        }
        let updated_at = M::TIMESTAMPS.map(|(_, updated_at)| updated_at);
        let updated_at = updated_at.filter(|name| !self.updated.contains(name));
        if let (Some(updated_at), false) = (updated_at, self.updated.is_empty()) {
            out.push_sql(separator);
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            walk_now::<M, DB>(&mut out)?;
        }
        // Without a column to update: one that stays as it is.
        if let ([], Some(column)) = (self.updated.as_slice(), self.unique.first()) {
            out.push_sql(separator);
            out.push_identifier(column)?;
            out.push_sql(" = ");
            out.push_identifier(column)?;
        }
        if facts.names_conflict {
            let mut separator = " WHERE ";
            for column in &self.owned_by {
                out.push_sql(separator);
                separator = " AND ";
                table.walk_ast(out.reborrow())?;
                out.push_sql(".");
                out.push_identifier(column)?;
                out.push_sql(facts.null_safe_equal);
                walk_new(column, out.reborrow())?;
            }
        }
        Ok(())
    }
}

/// `excluded.title`, `VALUES(title)`: the value of the row that could not be inserted.
fn walk_new<DB: Dialect>(column: &str, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
    if facts(&out)?.names_conflict {
        out.push_sql("excluded.");
        return out.push_identifier(column);
    }
    out.push_sql("VALUES(");
    out.push_identifier(column)?;
    out.push_sql(")");
    Ok(())
}
