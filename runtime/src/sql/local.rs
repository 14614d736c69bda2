//! Columns of the query around a sub-query, and keys that are compared with them.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, SelectableExpression};
use diesel::prelude::*;
use diesel::query_builder::AstPass;

use crate::sql::key_columns::{ColumnsSql, WalkKey};

/// `key = local`, of several columns `a = b AND c = d`. `derived`: true where the key is that of the derived table.
pub(crate) fn walk_equal<'b, C, L, DB>(
    key: &'b C,
    local: &'b L,
    derived: bool,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    DB: Backend,
    C: ColumnsSql<DB>,
    L: Local<DB>,
{
    for (number, name) in C::NAMES.iter().enumerate() {
        out.push_sql(if number == 0 { "" } else { " AND " });
        let column = &mut |mut out: AstPass<'_, 'b, DB>| {
            if !derived {
                return key.column(number).walk_ast(out);
            }
            out.push_sql("relations__rows.");
            out.push_identifier(name)
        };
        local.walk_equal(number, column, out.reborrow())?;
    }
    Ok(())
}

/// The other side of a comparison: columns, or what stands for one.
pub trait Local<DB: Backend> {
    /// `key = local`, of one column of the key.
    fn walk_equal<'b>(
        &'b self,
        number: usize,
        key: WalkKey<'_, 'b, DB>,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;

    /// Writes the condition under which a parent has rows at all, and `AND`; nothing where every parent can have some.
    fn walk_condition<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<C: ColumnsSql<DB>, DB: Backend> Local<DB> for C {
    fn walk_equal<'b>(
        &'b self,
        number: usize,
        key: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        key(out.reborrow())?;
        out.push_sql(" = ");
        self.column(number).walk_ast(out)
    }
}

/// A local column of the tables of a query: what Diesel calls `AppearsOnTable`, in the words of relations.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{QS}`: this is a relation of another model",
    label = "this query has no column `{Self}`",
    note = "`.exists()`, `.count()` and the like of a relation are expressions over the table of the model that declares it"
)]
pub trait LocalTo<QS: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<L: AppearsOnTable<QS>, QS: ?Sized> LocalTo<QS> for L {}

/// A local column that a query can select: what Diesel calls `SelectableExpression`.
pub trait FromTable<QS: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<L: SelectableExpression<QS>, QS: ?Sized> FromTable<QS> for L {}
