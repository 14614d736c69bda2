//! The statements of `upsert`: `INSERT .. ON CONFLICT DO UPDATE`, or `ON DUPLICATE KEY UPDATE`.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::sql_types::BigInt;

use crate::declare::model::Model;
use crate::declare::timestamps::walk_now;
use crate::dialect::dialect::{Dialect, facts};
use crate::driver::statement::statement;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;
use crate::write::batch::Part;
use crate::write::insert_statement::walk_part;
use crate::write::inserted_rows::walk_value;

/// Which columns are unique, and which are updated.
#[derive(Debug, Clone)]
pub(crate) struct Conflict {
    pub(crate) unique: Vec<&'static str>,
    pub(crate) updated: Vec<&'static str>,
    /// The columns of the relation's key in which a row of another parent differs: those outside the unique key that are not updated.
    pub(crate) owned_by: Vec<&'static str>,
}

/// `INSERT INTO posts (..) VALUES (..), (..) ON CONFLICT (slug) DO UPDATE SET title = excluded.title`
pub struct UpsertRows<M: Model, V> {
    pub(crate) table: M::Table,
    pub(crate) rows: Arc<Vec<V>>,
    pub(crate) part: Part,
    pub(crate) conflict: Arc<Conflict>,
}

statement!(UpsertRows<M: Model, V>);

impl<M, V, DB> QueryFragment<DB> for UpsertRows<M, V>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_part::<M, V, DB>(&self.part, &self.table, &self.rows, out.reborrow())?;
        self.conflict.walk::<M, DB>(&self.table, out)
    }
}

impl Conflict {
    fn walk<'b, M, DB>(&self, table: &'b M::Table, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
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
pub(crate) fn walk_new<DB: Dialect>(column: &str, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
    if facts(&out)?.names_conflict {
        out.push_sql("excluded.");
        return out.push_identifier(column);
    }
    out.push_sql("VALUES(");
    out.push_identifier(column)?;
    out.push_sql(")");
    Ok(())
}

/// How many of the unique keys of these rows several rows have:
/// `SELECT COUNT(*) FROM (SELECT 1 FROM posts WHERE (slug) IN ((?), (?)) GROUP BY slug HAVING COUNT(*) > 1) AS relations__twins`
pub struct CountTwins<M: Model, V>(pub(crate) UpsertRows<M, V>);

statement!(CountTwins<M: Model, V>);

impl<M: Model, V> Query for CountTwins<M, V> {
    type SqlType = BigInt;
}

impl<M, V, DB> QueryFragment<DB> for CountTwins<M, V>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let UpsertRows {
            table,
            rows,
            part,
            conflict,
        } = &self.0;
        if part.rows.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("SELECT COUNT(*) FROM (SELECT 1 FROM ");
        table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        walk_columns(&conflict.unique, "(", out.reborrow())?;
        out.push_sql(") IN (");
        let mut separator = "(";
        for row in &rows[part.rows.clone()] {
            for column in &conflict.unique {
                out.push_sql(separator);
                separator = ", ";
                walk_value(row, column, out.reborrow())?;
            }
            out.push_sql(")");
            separator = ", (";
        }
        out.push_sql(") GROUP BY ");
        walk_columns(&conflict.unique, "", out.reborrow())?;
        out.push_sql(" HAVING COUNT(*) > 1) AS relations__twins");
        Ok(())
    }
}

pub(crate) fn walk_columns<DB: Dialect>(
    columns: &[&str],
    before: &'static str,
    mut out: AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    let mut separator = before;
    for column in columns {
        out.push_sql(separator);
        separator = ", ";
        out.push_identifier(column)?;
    }
    Ok(())
}

/// Whether a row has values for all these columns.
pub(crate) fn has_all<DB: Dialect>(row: &impl Values<DB>, columns: &[&str]) -> QueryResult<bool> {
    let mut given = 0;
    row.each(&mut |column, value| {
        given += usize::from(value.is_some() && columns.contains(&column));
        Ok(())
    })?;
    Ok(given == columns.len())
}

/// Whether these columns are the primary key of the model.
pub(crate) fn is_primary_key<M: Model<PrimaryKey: KeyColumns>>(
    columns: &[&str],
) -> QueryResult<bool> {
    let mut is_key = columns.len() == <M::PrimaryKey as KeyColumns>::WIDTH;
    M::PrimaryKey::each_name(&mut |name| {
        is_key &= columns.contains(&name);
        Ok(())
    })?;
    Ok(is_key)
}
