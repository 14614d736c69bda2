//! Rows that the unique key of an `upsert` should have kept from being there twice.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::sql_types::BigInt;

use crate::declare::model::Model;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;
use crate::write::conflict::Conflict;
use crate::write::insert_statement::InsertRows;
use crate::write::inserted_rows::walk_value;

/// The number of unique keys that several of these rows have:
/// `SELECT COUNT(*) FROM (SELECT 1 FROM posts WHERE (slug) IN ((?), (?)) GROUP BY slug HAVING COUNT(*) > 1) AS relations__twins`
pub struct CountTwins<M: Model, V> {
    pub(crate) upsert: InsertRows<M, V>,
    pub(crate) conflict: Arc<Conflict>,
}

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
        let InsertRows {
            table, rows, part, ..
        } = &self.upsert;
        let unique = &self.conflict.unique;
        if part.rows.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("SELECT COUNT(*) FROM (SELECT 1 FROM ");
        table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        walk_columns(unique, "(", out.reborrow())?;
        out.push_sql(") IN (");
        let mut separator = "(";
        for row in &rows[part.rows.clone()] {
            for column in unique {
                out.push_sql(separator);
                separator = ", ";
                walk_value(row, column, out.reborrow())?;
            }
            out.push_sql(")");
            separator = ", (";
        }
        out.push_sql(") GROUP BY ");
        walk_columns(unique, "", out.reborrow())?;
        out.push_sql(" HAVING COUNT(*) > 1) AS relations__twins");
        Ok(())
    }
}

fn walk_columns<DB: Dialect>(
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

/// Returns true where a row has values for all these columns.
pub(crate) fn has_all<DB: Dialect>(row: &impl Values<DB>, columns: &[&str]) -> QueryResult<bool> {
    let mut given = 0;
    row.each(&mut |column, value| {
        given += usize::from(value.is_some() && columns.contains(&column));
        Ok(())
    })?;
    Ok(given == columns.len())
}

/// True where these columns are the primary key of the model.
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
