//! Orders by the columns of a key.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};

use crate::sql::key_columns::ColumnsSql;
use crate::sql::local::LocalTo;

/// The greatest value first: `latest = ..`. NULL comes last, whatever the database thinks of it.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct Latest<C>(C);

/// The least value first: `oldest = ..`. NULL comes last, whatever the database thinks of it.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct Oldest<C>(C);

/// `column`, with NULL last, and the other columns.
fn walk_end<'b, C: ColumnsSql<DB>, DB: Backend>(
    columns: &'b C,
    direction: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    for (number, &is_nullable) in C::NULLABLE.iter().enumerate() {
        out.push_sql(if number == 0 { "" } else { ", " });
        let column = columns.column(number);
        if is_nullable {
            column.walk_ast(out.reborrow())?;
            out.push_sql(" IS NULL, ");
        }
        column.walk_ast(out.reborrow())?;
        out.push_sql(direction);
    }
    Ok(())
}

macro_rules! end {
    ($name:ident, $direction:literal) => {
        impl<C: ColumnsSql<DB>, DB: Backend> QueryFragment<DB> for $name<C> {
            fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                walk_end(&self.0, $direction, out)
            }
        }
        impl<C> Expression for $name<C> {
            type SqlType = diesel::expression::expression_types::NotSelectable;
        }
        impl<C: LocalTo<QS>, QS: ?Sized> AppearsOnTable<QS> for $name<C> {}
        impl<C, GB> ValidGrouping<GB> for $name<C> {
            type IsAggregate = is_aggregate::No;
        }
    };
}

end!(Latest, " DESC");
end!(Oldest, " ASC");
