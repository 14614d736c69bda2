//! Texts that are the same only where they are written the same.

use crate::dialect::dialect::{Dialect, facts};
use crate::sql::key_columns::WalkKey;
use diesel::prelude::*;
use diesel::query_builder::AstPass;
/// ` AND column = name`, where the two are the same only if they are written the same; nothing where they always are.
pub(crate) fn walk_exactly<'b, DB: Dialect>(
    column: WalkKey<'_, 'b, DB>,
    name: WalkKey<'_, 'b, DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    if let Some((before, after)) = facts(&out)?.exactly {
        out.push_sql(" AND ");
        out.push_sql(before);
        column(out.reborrow())?;
        out.push_sql(after);
        out.push_sql(" = ");
        name(out)?;
    }
    Ok(())
}
