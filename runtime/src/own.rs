//! What a relation itself asks of its rows: added last, behind whatever `or_filter` was given.

use std::fmt;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, BoolOrNullableBool, Nullable, SqlType, is_nullable};

use crate::composite::Composite;
use crate::correlate::LocalTo;
use crate::window::RowNumber;
use crate::{Model, RelationDef};

/// What a relation itself asks of its rows, beside the key.
pub trait Own {
    /// Whether it asks for nothing, so that the relation holds all rows of its table.
    const IS_EVERY: bool;
    /// Whether all rows of its table are looked at, so that listing the keys of all parents would be of no use.
    const LOOKS_AT_ALL: bool;
    /// With a condition on the keys that may be tested first.
    type Within<Keys>;
    /// With a condition on the keys that names columns of the query around.
    type Beside<Keys>;
    /// With a condition on the keys that may be tested first.
    fn within<Keys>(self, keys: Keys) -> Self::Within<Keys>;
    /// With a condition on the keys that names columns of the query around.
    fn beside<Keys>(self, keys: Keys) -> Self::Beside<Keys>;
}

/// Nothing but the key.
#[derive(Debug, Clone, Copy)]
pub struct Every;

impl Own for Every {
    const IS_EVERY: bool = true;
    const LOOKS_AT_ALL: bool = true;
    type Within<Keys> = Keys;
    type Beside<Keys> = Keys;
    fn within<Keys>(self, keys: Keys) -> Keys {
        keys
    }
    fn beside<Keys>(self, keys: Keys) -> Keys {
        keys
    }
}

/// A condition: `filter = ..`.
#[derive(Debug, Clone, Copy)]
pub struct Only<F>(F);

impl<F> Only<F> {
    /// A condition on the table `T`.
    pub fn of<T>(condition: F) -> Self
    where
        F: ConditionOn<T>,
    {
        Only(condition)
    }
}

/// A condition on the table `T`.
#[diagnostic::on_unimplemented(
    message = "this is not a condition on `{T}`",
    label = "not a condition on the related table",
    note = "`filter = ..` takes a boolean expression over columns of the related table"
)]
pub trait ConditionOn<T> {}

#[diagnostic::do_not_recommend]
impl<F, T> ConditionOn<T> for F where F: AppearsOnTable<T> + Expression<SqlType: BoolOrNullableBool> {}

/// An order by columns of the table `T`.
#[diagnostic::on_unimplemented(
    message = "these are not columns of `{T}`",
    label = "not columns of the related table",
    note = "`latest = ..` and `oldest = ..` take columns of the related table"
)]
pub trait OrderOf<T> {}

#[diagnostic::do_not_recommend]
impl<O: AppearsOnTable<T>, T> OrderOf<T> for O {}

impl<F> Own for Only<F> {
    const IS_EVERY: bool = false;
    const LOOKS_AT_ALL: bool = false;
    type Within<Keys> = Both<F, Keys>;
    type Beside<Keys> = Both<F, Keys>;
    fn within<Keys>(self, keys: Keys) -> Both<F, Keys> {
        Both(self.0, keys)
    }
    fn beside<Keys>(self, keys: Keys) -> Both<F, Keys> {
        Both(self.0, keys)
    }
}

/// One row of each parent: the first in an order, of the rows that compete.
#[derive(Debug)]
pub struct OneOf<K, Competing, Order> {
    competing: Competing,
    order: Order,
    relation: PhantomData<fn() -> K>,
}

impl<K: RelationDef, Competing, Order: Default> OneOf<K, Competing, Order> {
    /// Of the rows that compete, the first in the order.
    pub fn of(competing: Competing) -> Self
    where
        Order: OrderOf<<K::Related as Model>::Table>,
    {
        OneOf {
            competing,
            order: Order::default(),
            relation: PhantomData,
        }
    }
}

impl<K: RelationDef, Competing: Own, Order> Own for OneOf<K, Competing, Order> {
    const IS_EVERY: bool = false;
    const LOOKS_AT_ALL: bool = Competing::LOOKS_AT_ALL;
    type Within<Keys> = Picked<K, Competing::Within<Keys>, Order>;
    type Beside<Keys> = Both<Picked<K, Competing::Within<Always>, Order>, Keys>;
    fn within<Keys>(self, keys: Keys) -> Self::Within<Keys> {
        Picked::new(self.competing.within(keys), self.order)
    }
    fn beside<Keys>(self, keys: Keys) -> Self::Beside<Keys> {
        let picked = Picked::new(self.competing.within(Always), self.order);
        Both(picked, keys)
    }
}

/// `a AND b`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Both<A, B>(A, B);

impl<A: Expression, B: Expression> Expression for Both<A, B> {
    type SqlType = Nullable<Bool>;
}
impl<A: AppearsOnTable<QS>, B: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for Both<A, B> {}
impl<A, B, GB> ValidGrouping<GB> for Both<A, B> {
    type IsAggregate = is_aggregate::No;
}
impl<A: QueryFragment<DB>, B: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Both<A, B> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AND (");
        self.1.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

/// No condition.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Always;

impl Expression for Always {
    type SqlType = Bool;
}
impl<QS: ?Sized> AppearsOnTable<QS> for Always {}
impl<GB> ValidGrouping<GB> for Always {
    type IsAggregate = is_aggregate::Never;
}
impl<DB: Backend> QueryFragment<DB> for Always {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("1 = 1");
        Ok(())
    }
}

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
    fn new(competing: Competing, order: Order) -> Self {
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
