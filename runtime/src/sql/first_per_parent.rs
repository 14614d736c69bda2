//! One of many: the rows that come first among those of their parent.

use std::fmt;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, SqlType, is_nullable};

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::sql::aliased::Aliased;
use crate::sql::composite::Composite;
use crate::sql::correlate::LocalTo;
use crate::sql::row_number::{RowNumber, column_name, walk_columns};
use crate::sql::source::Source;

type PrimaryKeyOf<K> = <<K as RelationDef>::Related as Model>::PrimaryKey;

/// The rows that come first among those of their parent:
/// `id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY key ORDER BY ..) FROM .. WHERE competing) WHERE row = 1)`.
///
/// The numbers are of narrow rows, and only the rows that come first are read whole. Where a row can stand under several
/// keys, as in a join, the row is found by both: `(key, id) IN (..)`.
pub struct Picked<K: RelationDef, Competing, Order> {
    source: K::Source,
    key: K::KeyColumn,
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
            source: K::Source::default(),
            key: K::KeyColumn::default(),
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
    K::Source: QueryFragment<DB>,
    K::KeyColumn: QueryFragment<DB> + ColumnNames,
    PrimaryKeyOf<K>: QueryFragment<DB> + ColumnNames,
    RowNumber<K::KeyColumn, Order>: QueryFragment<DB>,
    Competing: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        // The names of the inner columns are our own: a key and a primary key may have the same ones.
        let mut width = PrimaryKeyOf::<K>::WIDTH;
        if K::Source::SHARES_ROWS {
            width += K::KeyColumn::WIDTH;
        }
        out.push_sql("(");
        self.walk_row(out.reborrow())?;
        out.push_sql(") IN (WITH relations__rows (");
        walk_columns(&mut out, width + 1);
        out.push_sql(") AS (SELECT ");
        self.walk_row(out.reborrow())?;
        out.push_sql(", ");
        self.number.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        self.source.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.competing.walk_ast(out.reborrow())?;
        out.push_sql(") SELECT ");
        walk_columns(&mut out, width);
        let number = column_name(width);
        out.push_sql(&format!(" FROM relations__rows WHERE {number} = 1)"));
        Ok(())
    }
}

impl<K: RelationDef, Competing, Order> Picked<K, Competing, Order> {
    fn walk_row<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        K::KeyColumn: QueryFragment<DB>,
        PrimaryKeyOf<K>: QueryFragment<DB>,
    {
        if K::Source::SHARES_ROWS {
            self.key.walk_ast(out.reborrow())?;
            out.push_sql(", ");
        }
        self.primary_key.walk_ast(out)
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
        impl<$($C: ColumnNames),+> ColumnNames for Composite<($($C,)+)> {
            const WIDTH: usize = 0 $(+ $C::WIDTH)+;
            const NAMES: &'static [&'static str] = &[$($C::NAMES[0]),+];
            fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()> {
                $($C::each_name(f)?;)+
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
