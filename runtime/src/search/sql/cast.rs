//! Values as those of a type that every database has.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::dialect::{Dialect, facts};
use crate::search::sql::dynamic::Operand;

/// `CAST(value AS type)`
pub(crate) struct Cast<DB: Dialect>(pub(crate) Operand<DB>, pub(crate) As);

/// A type that every database has, under a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    /// A number with a floating point of 64 bits.
    Double,
    /// A text.
    Text,
}

impl<DB: Dialect> QueryFragment<DB> for Cast<DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let facts = facts(&out)?;
        out.push_sql("CAST(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" AS ");
        out.push_sql(match self.1 {
            As::Double => facts.double,
            As::Text => facts.text,
        });
        out.push_sql(")");
        Ok(())
    }
}
