//! The order of a search.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::dialect::Dialect;
use crate::search::sql::dynamic::{Dynamic, Operand};

/// `title DESC, id`
pub(crate) struct Order<DB: Dialect>(pub(crate) Vec<(Operand<DB>, bool)>);

/// An order that was built at run time.
pub type Ordering<DB> = Dynamic<DB, diesel::sql_types::Bool>;

impl<DB: Dialect> QueryFragment<DB> for Order<DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for (number, (operand, descending)) in self.0.iter().enumerate() {
            out.push_sql(if number == 0 { "" } else { ", " });
            operand.walk_ast(out.reborrow())?;
            out.push_sql(if *descending { " DESC" } else { "" });
        }
        Ok(())
    }
}
