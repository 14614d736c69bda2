//! ` RETURNING id, name`, where the database has it.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::dialect::{Dialect, facts};
use crate::unstable::returning::leave_tables_out;

/// ` RETURNING ` and the expressions `E`; nothing where the database has no such clause.
#[derive(Debug)]
pub(crate) struct Returning<E>(pub(crate) E);

impl<E: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for Returning<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let facts = facts(&out)?;
        if !facts.returning {
            return Ok(());
        }
        if facts.returns_bare_columns {
            leave_tables_out(&mut out);
        }
        out.push_sql(" RETURNING ");
        self.0.walk_ast(out)
    }
}
