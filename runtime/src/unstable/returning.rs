//! Columns without their table.
//!
//! On SQLite Diesel leaves the table out of the columns of ` RETURNING id, name`, because a table must not be named with its database
//! there. That is done by `AstPass::skip_from`.

use diesel::backend::Backend;
use diesel::query_builder::AstPass;

/// Leaves the table out of the columns that are written from here on.
pub(crate) fn leave_tables_out<DB: Backend>(out: &mut AstPass<'_, '_, DB>) {
    out.skip_from(true);
}
