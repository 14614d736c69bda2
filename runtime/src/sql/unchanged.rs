//! The condition that a column holds a value already: it decides whether a row has changed.
//!
//! A value is compared as the column's own type. Two values that the program can tell apart are never equal here, so that no change is
//! lost; where a database cannot say so for sure, the row counts as changed and is written. [`Facts`](crate::dialect::facts::Facts) has the conditions.

use diesel::QueryResult;
use diesel::query_builder::AstPass;

use crate::dialect::dialect::{Dialect, facts};
use crate::sql::values::FieldValue;

/// Writes the condition; `None` is NULL.
pub(crate) fn walk_unchanged<'b, DB: Dialect>(
    column: &str,
    value: Option<&'b dyn FieldValue<DB>>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let Some(value) = value else {
        out.push_identifier(column)?;
        out.push_sql(" IS NULL");
        return Ok(());
    };
    let mut condition = (facts(&out)?.unchanged)(value.sql_type());
    while let Some((sql, rest)) = condition.split_once('{') {
        out.push_sql(sql);
        condition = match rest.strip_prefix("column}") {
            Some(rest) => {
                out.push_identifier(column)?;
                rest
            }
            None => {
                value.walk_ast(out.reborrow())?;
                rest.trim_start_matches("value}")
            }
        };
    }
    out.push_sql(condition);
    Ok(())
}
