//! What a relation itself asks of its rows: added last, behind whatever `or_filter` was given.

use crate::declare::visibility::IsSeen;
use crate::sql::condition::And;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::query_source::QuerySource;
use diesel::sql_types::{Bool, BoolOrNullableBool, Nullable};

use crate::declare::presence::{Lenient, Presence, Strict};
use crate::declare::visibility::Visibility;
use crate::sql::values::NoFields;
use crate::unstable::insertable::ColumnValues;

/// What a relation itself asks of its rows, beside the key.
pub trait Own {
    /// Whether it asks for nothing, so that the relation holds all rows of its table.
    const IS_EVERY: bool;
    /// Whether all rows of its table are looked at, so that listing the keys of all parents would be of no use.
    const SCANS_TABLE: bool;
    /// What a new row gets, that the condition holds.
    type Fields: Default;
    /// What a new row gets where it does not say otherwise.
    type Defaults;
    /// Of an owner: whether the one that is there is among the rows.
    type Presence: Presence;
    /// The same with rows whose row between is trashed.
    type WithTrashedParents: Own;
    /// The same, of rows of which `V` are seen by the column `C`.
    type Kept<C: Default, V: Visibility>: Own;
    /// What stands for the keys where those of all parents need not be listed; `All` where it is up to the source.
    type All<All: Default>: Default;
    /// With a condition on the keys that may be tested first.
    type Within<Keys>;
    /// With a condition on the keys that names columns of the query around.
    type Beside<Keys>;
    /// What a new row gets where it does not say otherwise.
    fn defaults(self) -> Self::Defaults;
    /// The same with rows whose row between is trashed.
    fn with_trashed_parents(self) -> Self::WithTrashedParents;
    /// The same, of rows of which `V` are seen by the column `C`.
    fn kept<C: Default, V: Visibility>(self) -> Self::Kept<C, V>;
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
    const SCANS_TABLE: bool = true;
    type Fields = NoFields;
    type Defaults = NoFields;
    type Presence = Strict;
    type WithTrashedParents = Self;
    type Kept<C: Default, V: Visibility> = Kept<Self, C, V>;
    type All<All: Default> = All;
    type Within<Keys> = Keys;
    type Beside<Keys> = Keys;
    fn defaults(self) -> NoFields {
        NoFields
    }
    fn with_trashed_parents(self) -> Self {
        self
    }
    fn kept<C: Default, V: Visibility>(self) -> Kept<Self, C, V> {
        Kept::of(self)
    }
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

    /// That columns have the values that were given for them.
    pub fn given(condition: F) -> Self {
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

impl<F> Own for Only<F> {
    const IS_EVERY: bool = false;
    const SCANS_TABLE: bool = false;
    type Fields = NoFields;
    type Defaults = NoFields;
    type Presence = Lenient;
    type WithTrashedParents = Self;
    type Kept<C: Default, V: Visibility> = Kept<Self, C, V>;
    type All<All: Default> = All;
    type Within<Keys> = And<F, Keys>;
    type Beside<Keys> = And<F, Keys>;
    fn defaults(self) -> NoFields {
        NoFields
    }
    fn with_trashed_parents(self) -> Self {
        self
    }
    fn kept<C: Default, V: Visibility>(self) -> Kept<Self, C, V> {
        Kept::of(self)
    }
    fn within<Keys>(self, keys: Keys) -> And<F, Keys> {
        And(self.0, keys)
    }
    fn beside<Keys>(self, keys: Keys) -> And<F, Keys> {
        And(self.0, keys)
    }
}

/// What a relation asks of its rows, and the values `D` for columns of the table `T` that a new row gets where it does not
/// say otherwise: `values(..)`, `defaults(..)`.
#[derive(Debug)]
pub struct Giving<O, T, D> {
    own: O,
    values: D,
    table: PhantomData<fn() -> T>,
}

impl<O, T, D> Giving<O, T, D> {
    /// What is asked of the rows, and what new ones get.
    pub fn of(own: O, values: D) -> Self {
        let table = PhantomData;
        Giving { own, values, table }
    }
}

impl<O: Own, T, D: ColumnValues<T>> Own for Giving<O, T, D> {
    const IS_EVERY: bool = O::IS_EVERY;
    const SCANS_TABLE: bool = O::SCANS_TABLE;
    type Fields = O::Fields;
    type Defaults = D::Values;
    type Presence = O::Presence;
    type WithTrashedParents = Giving<O::WithTrashedParents, T, D>;
    type Kept<C: Default, V: Visibility> = Giving<O::Kept<C, V>, T, D>;
    type All<All: Default> = O::All<All>;
    type Within<Keys> = O::Within<Keys>;
    type Beside<Keys> = O::Beside<Keys>;
    fn defaults(self) -> D::Values {
        self.values.into_values()
    }
    fn with_trashed_parents(self) -> Self::WithTrashedParents {
        Giving::of(self.own.with_trashed_parents(), self.values)
    }
    fn kept<C: Default, V: Visibility>(self) -> Self::Kept<C, V> {
        Giving::of(self.own.kept(), self.values)
    }
    fn within<Keys>(self, keys: Keys) -> Self::Within<Keys> {
        self.own.within(keys)
    }
    fn beside<Keys>(self, keys: Keys) -> Self::Beside<Keys> {
        self.own.beside(keys)
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

#[diagnostic::do_not_recommend]
impl<O: ClearsFields, T, D> ClearsFields for Giving<O, T, D> {}

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

impl<Row, O: Stamps<Row>, T, D> Stamps<Row> for Giving<O, T, D> {
    fn stamp(row: &mut Row) {
        O::stamp(row);
    }
}

impl<A: Expression, B: Expression> Expression for And<A, B> {
    type SqlType = Nullable<Bool>;
}
impl<A: AppearsOnTable<QS>, B: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for And<A, B> {}
impl<A, B, GB> ValidGrouping<GB> for And<A, B> {
    type IsAggregate = is_aggregate::No;
}
impl<A: QueryFragment<DB>, B: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for And<A, B> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AND (");
        self.1.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

/// What a relation asks of its rows, and which of them, or of the rows between, may be trashed.
#[derive(Debug)]
pub struct Kept<O, C, V> {
    own: O,
    seen: PhantomData<fn() -> (C, V)>,
}

impl<O, C, V> Kept<O, C, V> {
    pub(crate) fn of(own: O) -> Self {
        let seen = PhantomData;
        Kept { own, seen }
    }
}

impl<O: Own, C: Default, V: Visibility> Own for Kept<O, C, V> {
    const IS_EVERY: bool = O::IS_EVERY && V::TRASHED.is_none();
    const SCANS_TABLE: bool = O::SCANS_TABLE && V::SEES_MOST;
    type Fields = O::Fields;
    type Defaults = O::Defaults;
    type Presence = V::Presence<O::Presence>;
    // Of what a relation itself asks, these are the rows between.
    type WithTrashedParents = O;
    type Kept<D: Default, W: Visibility> = Kept<Self, D, W>;
    type All<All: Default> = O::All<All>;
    type Within<Keys> = O::Within<And<IsSeen<C, V>, Keys>>;
    type Beside<Keys> = O::Beside<And<IsSeen<C, V>, Keys>>;
    fn defaults(self) -> O::Defaults {
        self.own.defaults()
    }
    fn with_trashed_parents(self) -> O {
        self.own
    }
    fn kept<D: Default, W: Visibility>(self) -> Kept<Self, D, W> {
        Kept::of(self)
    }
    fn within<Keys>(self, keys: Keys) -> Self::Within<Keys> {
        self.own.within(And(IsSeen::default(), keys))
    }
    fn beside<Keys>(self, keys: Keys) -> Self::Beside<Keys> {
        self.own.beside(And(IsSeen::default(), keys))
    }
}

#[diagnostic::do_not_recommend]
impl<O: ClearsFields, C, V> ClearsFields for Kept<O, C, V> {}

impl<Row, O: Stamps<Row>, C, V> Stamps<Row> for Kept<O, C, V> {
    fn stamp(row: &mut Row) {
        O::stamp(row);
    }
}

/// Relations through a model with soft deletes.
#[diagnostic::on_unimplemented(
    message = "no rows between are hidden in this relation",
    label = "nothing is trashed between",
    note = "`with_trashed_parents` is for relations through a model with `#[model(soft_delete)]`"
)]
pub trait HidesParents {}

impl<O, C, V> HidesParents for Kept<O, C, V> {}
