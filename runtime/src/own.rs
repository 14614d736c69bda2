//! What a relation itself asks of its rows: added last, behind whatever `or_filter` was given.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_source::QuerySource;
use diesel::sql_types::{Bool, BoolOrNullableBool, Nullable};

use crate::fields::NoFields;
use crate::picked::Picked;
use crate::{Model, RelationDef};

/// What a relation itself asks of its rows, beside the key.
pub trait Own {
    /// Whether it asks for nothing, so that the relation holds all rows of its table.
    const IS_EVERY: bool;
    /// Whether all rows of its table are looked at, so that listing the keys of all parents would be of no use.
    const LOOKS_AT_ALL: bool;
    /// What a new row gets, that the condition holds.
    type Fields: Default;
    /// What stands for the keys where those of all parents need not be listed; `All` where it is up to the source.
    type All<All: Default>: Default;
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
    type Fields = NoFields;
    type All<All: Default> = All;
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

impl<F> Only<F> {
    /// A condition on the table `R` that is joined to `T`.
    pub fn of_joined<R, T, On>(condition: F) -> Self
    where
        F: ConditionOnBoth<R, T, On>,
    {
        Only(condition)
    }
}

/// A condition on the table `R` that is joined to `T`.
#[diagnostic::on_unimplemented(
    message = "this is not a condition on `{R}` and `{T}`",
    label = "not a condition on the two tables",
    note = "`filter = ..` takes a boolean expression over columns of the related table, and of the pivot table or the table \
            between"
)]
pub trait ConditionOnBoth<R, T, On> {}

#[diagnostic::do_not_recommend]
impl<F, R, T, On> ConditionOnBoth<R, T, On> for F
where
    R: QuerySource,
    T: QuerySource,
    F: AppearsOnTable<dsl::InnerJoinQuerySource<R, T, On>>
        + Expression<SqlType: BoolOrNullableBool>,
{
}

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
    type Fields = NoFields;
    type All<All: Default> = All;
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
    type Fields = Competing::Fields;
    type All<All: Default> = Competing::All<All>;
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

/// Relations whose rows can be without what [`Own::Fields`] gives them.
#[diagnostic::on_unimplemented(
    message = "a row of this relation always has an owner: its type is NOT NULL",
    label = "this relation cannot be dissociated",
    note = "make the column nullable, in the migration, in `table!` and as an `Option` field"
)]
pub trait ClearsFields {}
impl ClearsFields for Every {}
impl<F> ClearsFields for Only<F> {}

/// A row that gets in memory what the condition of its relation asks for.
pub trait Stamps<Row> {
    /// Gives it to the row.
    fn stamp(row: &mut Row);
}

impl<Row> Stamps<Row> for Every {
    fn stamp(_: &mut Row) {}
}

impl<Row, F> Stamps<Row> for Only<F> {
    fn stamp(_: &mut Row) {}
}

impl<Row, K, Competing: Stamps<Row>, Order> Stamps<Row> for OneOf<K, Competing, Order> {
    fn stamp(row: &mut Row) {
        Competing::stamp(row);
    }
}

/// `a AND b`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Both<A, B>(pub(crate) A, pub(crate) B);

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
