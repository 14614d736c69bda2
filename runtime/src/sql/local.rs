//! Columns of the query around a sub-query, and keys that are compared with them.

use diesel::backend::Backend;
use diesel::expression::AppearsOnTable;
use diesel::expression::SelectableExpression;
use diesel::prelude::*;
use diesel::query_builder::AstPass;
use diesel::query_builder::QueryFragment;
/// A key that is compared with local columns in SQL.
pub trait ComparedWith<Local, DB: Backend> {
    /// `key = local`. `derived`: whether the key is a column of the derived table.
    fn walk_equal<'b>(
        &'b self,
        local: &'b Local,
        derived: bool,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;

    /// What must hold for a parent to have rows at all, and `AND`. See [`Local`].
    fn walk_condition<'b>(_: &'b Local, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<C, L, DB> ComparedWith<L, DB> for C
where
    DB: Backend,
    C: Column + QueryFragment<DB>,
    L: Local<DB>,
{
    fn walk_equal<'b>(
        &'b self,
        local: &'b L,
        derived: bool,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        local.walk_equal(&mut |out| walk_key(self, C::NAME, derived, out), out)
    }

    fn walk_condition<'b>(local: &'b L, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        local.walk_condition(out)
    }
}

/// A key column: of the derived table, or of its own.
pub(crate) fn walk_key<'b, DB: Backend>(
    key: &'b impl QueryFragment<DB>,
    name: &str,
    derived: bool,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    if derived {
        out.push_sql("relations__rows.");
        out.push_identifier(name)
    } else {
        key.walk_ast(out)
    }
}

/// What writes a key.
pub(crate) type WalkKey<'f, 'b, DB> = &'f mut dyn FnMut(AstPass<'_, 'b, DB>) -> QueryResult<()>;

/// The other side of a comparison: a column, or what stands for one.
pub trait Local<DB: Backend> {
    /// The column.
    fn walk_local<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;

    /// `key = local`
    fn walk_equal<'b>(
        &'b self,
        key: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        key(out.reborrow())?;
        out.push_sql(" = ");
        self.walk_local(out)
    }

    /// What must hold for a parent to have rows at all, and `AND`; nothing where every parent can have some.
    fn walk_condition<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<C: Column + QueryFragment<DB>, DB: Backend> Local<DB> for C {
    fn walk_local<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_ast(out)
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
