//! Orders by columns, and the names of the columns of a key.

use crate::sql::aliased::Aliased;
use crate::sql::composite::Composite;
use crate::sql::local::LocalTo;
use diesel::backend::Backend;
use diesel::expression::AppearsOnTable;
use diesel::expression::Expression;
use diesel::expression::ValidGrouping;
use diesel::expression::is_aggregate;
use diesel::prelude::*;
use diesel::query_builder::AstPass;
use diesel::query_builder::QueryFragment;
use diesel::query_builder::QueryId;
use diesel::sql_types::SqlType;
use diesel::sql_types::is_nullable;
/// A key: a column, or a [`Composite`](crate::Composite) of several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key of one column",
    note = "a model of a table with a primary key of several columns names them: `#[diesel(primary_key(a, b))]`"
)]
pub trait ColumnNames {
    /// How many columns.
    const WIDTH: usize;
    /// Their names.
    const NAMES: &'static [&'static str];
    /// Each name.
    fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()>;
    /// Writes the names of the columns, without their table.
    fn walk_names<DB: Backend>(out: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        let mut separator = "";
        Self::each_name(&mut |name| {
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(name)
        })
    }
}

impl<C: Column> ColumnNames for C {
    const WIDTH: usize = 1;
    const NAMES: &'static [&'static str] = &[C::NAME];
    fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()> {
        f(C::NAME)
    }
}

impl<S, C: Column> ColumnNames for Aliased<S, C> {
    const WIDTH: usize = 1;
    const NAMES: &'static [&'static str] = &[C::NAME];
    fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()> {
        f(C::NAME)
    }
}

/// The greatest value first: `latest = ..`. NULL comes last, whatever the database thinks of it.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct Latest<C>(C);

/// The least value first: `oldest = ..`. NULL comes last, whatever the database thinks of it.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct Oldest<C>(C);

/// Whether a column can be NULL.
pub trait IsNullable {
    /// True where it can.
    const IS_NULLABLE: bool;
}

impl IsNullable for is_nullable::IsNullable {
    const IS_NULLABLE: bool = true;
}

impl IsNullable for is_nullable::NotNull {
    const IS_NULLABLE: bool = false;
}

/// A column, or a composite of several, to order by.
pub trait OrderKey<DB: Backend> {
    /// `column`, with NULL last.
    fn walk_end<'b>(&'b self, direction: &str, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<C, DB> OrderKey<DB> for C
where
    DB: Backend,
    C: Column<SqlType: SqlType<IsNull: IsNullable>> + QueryFragment<DB>,
{
    fn walk_end<'b>(&'b self, direction: &str, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if <<C::SqlType as SqlType>::IsNull as IsNullable>::IS_NULLABLE {
            self.walk_ast(out.reborrow())?;
            out.push_sql(" IS NULL, ");
        }
        self.walk_ast(out.reborrow())?;
        out.push_sql(direction);
        Ok(())
    }
}

macro_rules! columns {
    ($($C:ident $n:tt),+) => {
        impl<$($C: ColumnNames),+> ColumnNames for Composite<($($C,)+)> {
            const WIDTH: usize = 0 $(+ $C::WIDTH)+;
            const NAMES: &'static [&'static str] = &[$($C::NAMES[0]),+];
            fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()> {
                $($C::each_name(f)?;)+
                Ok(())
            }
        }
        impl<$($C: OrderKey<DB>),+, DB: Backend> OrderKey<DB> for Composite<($($C,)+)> {
            fn walk_end<'b>(&'b self, direction: &str, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(
                    if $n > 0 {
                        out.push_sql(", ");
                    }
                    self.0.$n.walk_end(direction, out.reborrow())?;
                )+
                Ok(())
            }
        }
    };
}

columns!(A 0, B 1);

columns!(A 0, B 1, C 2);

columns!(A 0, B 1, C 2, D 3);

macro_rules! end {
    ($name:ident, $direction:literal) => {
        impl<C: OrderKey<DB>, DB: Backend> QueryFragment<DB> for $name<C> {
            fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                self.0.walk_end($direction, out)
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
