//! One of many: the rows that come first among those of their parent.

use std::fmt;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, SqlType, is_nullable};

use crate::composite::Composite;
use crate::correlate::LocalTo;
use crate::window::RowNumber;
use crate::{Model, RelationDef};

type TableOf<K> = <<K as RelationDef>::Related as Model>::Table;
type PrimaryKeyOf<K> = <<K as RelationDef>::Related as Model>::PrimaryKey;

/// The rows that come first among those of their parent:
/// `id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY key ORDER BY ..) FROM .. WHERE competing) WHERE row = 1)`.
///
/// The numbers are of narrow rows, and only the rows that come first are read whole.
pub struct Picked<K: RelationDef, Competing, Order> {
    table: TableOf<K>,
    primary_key: PrimaryKeyOf<K>,
    number: RowNumber<K::KeyColumn, Order>,
    competing: Competing,
}

impl<K: RelationDef, Competing: fmt::Debug, Order: fmt::Debug> fmt::Debug
    for Picked<K, Competing, Order>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Picked")
            .field(&K::NAME)
            .field(&self.competing)
            .finish()
    }
}

impl<K: RelationDef, Competing, Order> Picked<K, Competing, Order> {
    pub(crate) fn new(competing: Competing, order: Order) -> Self {
        Picked {
            table: TableOf::<K>::default(),
            primary_key: Default::default(),
            number: RowNumber::new(order),
            competing,
        }
    }
}

impl<K, Competing, Order, DB> QueryFragment<DB> for Picked<K, Competing, Order>
where
    DB: Backend,
    K: RelationDef,
    TableOf<K>: QueryFragment<DB>,
    PrimaryKeyOf<K>: QueryFragment<DB> + PrimaryKey,
    RowNumber<K::KeyColumn, Order>: QueryFragment<DB>,
    Competing: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") IN (SELECT ");
        PrimaryKeyOf::<K>::walk_names(&mut out)?;
        out.push_sql(" FROM (SELECT ");
        self.primary_key.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        self.number.walk_ast(out.reborrow())?;
        out.push_sql(" AS related_row FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.competing.walk_ast(out.reborrow())?;
        out.push_sql(") AS relation_rows WHERE related_row = 1)");
        Ok(())
    }
}

impl<K: RelationDef, C: QueryId, O: QueryId> QueryId for Picked<K, C, O> {
    type QueryId = (K, C::QueryId, O::QueryId);
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID && O::HAS_STATIC_QUERY_ID;
}
impl<K: RelationDef, C, O> Expression for Picked<K, C, O> {
    type SqlType = Bool;
}
impl<K: RelationDef, C, O, QS: ?Sized> AppearsOnTable<QS> for Picked<K, C, O> where
    PrimaryKeyOf<K>: LocalTo<QS>
{
}
impl<K: RelationDef, C, O, GB> ValidGrouping<GB> for Picked<K, C, O> {
    type IsAggregate = is_aggregate::No;
}

/// A primary key: a column, or a [`Composite`](crate::Composite) of several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key of one column",
    note = "a model of a table with a primary key of several columns names them: `#[diesel(primary_key(a, b))]`"
)]
pub trait PrimaryKey: Default {
    /// Writes the names of the columns, without their table.
    fn walk_names<DB: Backend>(out: &mut AstPass<'_, '_, DB>) -> QueryResult<()>;
}

impl<C: Column + Default> PrimaryKey for C {
    fn walk_names<DB: Backend>(out: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        out.push_identifier(C::NAME)
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
    /// Whether it can.
    const IS_NULLABLE: bool;
}
impl IsNullable for is_nullable::IsNullable {
    const IS_NULLABLE: bool = true;
}
impl IsNullable for is_nullable::NotNull {
    const IS_NULLABLE: bool = false;
}

/// A column, or a composite of several, to order by.
pub trait Ends<DB: Backend> {
    /// `column`, with NULL last.
    fn walk_end<'b>(&'b self, direction: &str, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<C, DB> Ends<DB> for C
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
        impl<$($C: Column + Default),+> PrimaryKey for Composite<($($C,)+)> {
            fn walk_names<DB: Backend>(out: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
                $(
                    if $n > 0 {
                        out.push_sql(", ");
                    }
                    out.push_identifier($C::NAME)?;
                )+
                Ok(())
            }
        }
        impl<$($C: Ends<DB>),+, DB: Backend> Ends<DB> for Composite<($($C,)+)> {
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
        impl<C: Ends<DB>, DB: Backend> QueryFragment<DB> for $name<C> {
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
