//! The condition on the rows of a relation that are loaded: all, those of one parent, or those of a list of parents.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};

use crate::dialect::dialect::{Dialect, facts};
use crate::sql::condition::condition;
use crate::sql::key_columns::ColumnsSql;

/// All rows of a table.
#[derive(Debug, Clone, Copy, Default)]
pub struct Everything;

impl<DB: Backend> QueryFragment<DB> for Everything {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("1 = 1");
        Ok(())
    }
}

/// All rows of two joined tables, where the key `C` of the one refers to the other: SQLite is told to read the table of `C`
/// from end to end, and to look up the other. With statistics it does the opposite, and reads the larger table in random
/// order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scanned<C>(C);

impl<C: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for Scanned<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !facts(&out)?.takes_hints {
            out.push_sql("1 = 1");
            return Ok(());
        }
        // Of every row that the join has: a key that is NULL refers to nothing.
        out.push_sql("unlikely((");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") = (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql("))");
        Ok(())
    }
}

/// The rows whose key one of the parents has. One statement after the other shows the parts of a list that is longer
/// than a statement can bind.
#[derive(Debug, Clone)]
pub struct KeyFilter<C, Is, In, All = Everything> {
    parts: Vec<KeyPart<Is, In, All>>,
    shown: Arc<AtomicUsize>,
    columns: C,
}

#[derive(Debug, Clone)]
pub(crate) enum KeyPart<Is, In, All = Everything> {
    /// The parents are all there are: no condition, but that there is a key.
    All(All),
    /// One key: a statement that the connection can cache.
    One(Is),
    /// `IN (..)`.
    List(In),
}

impl<C: Default, Is, In, All> KeyFilter<C, Is, In, All> {
    /// A filter with these parts, and the number of the part that it shows.
    pub(crate) fn new(parts: Vec<KeyPart<Is, In, All>>) -> (Self, Arc<AtomicUsize>) {
        let shown = Arc::new(AtomicUsize::new(0));
        let filter = KeyFilter {
            parts,
            shown: Arc::clone(&shown),
            columns: C::default(),
        };
        (filter, shown)
    }
}

impl<C, Is, In, All> QueryId for KeyFilter<C, Is, In, All> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Is, In, All, DB> QueryFragment<DB> for KeyFilter<C, Is, In, All>
where
    DB: Backend,
    C: ColumnsSql<DB>,
    Is: QueryFragment<DB>,
    In: QueryFragment<DB>,
    All: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self.parts.get(self.shown.load(Ordering::Relaxed)) {
            None => {
                out.push_sql("1 = 0");
                Ok(())
            }
            Some(KeyPart::All(all)) => {
                all.walk_ast(out.reborrow())?;
                for (number, &is_nullable) in C::NULLABLE.iter().enumerate() {
                    if is_nullable {
                        out.push_sql(" AND ");
                        self.columns.column(number).walk_ast(out.reborrow())?;
                        out.push_sql(" IS NOT NULL");
                    }
                }
                Ok(())
            }
            Some(KeyPart::One(is)) => is.walk_ast(out),
            Some(KeyPart::List(list)) => list.walk_ast(out),
        }
    }
}

condition!(KeyFilter<C, Is, In, All>);
