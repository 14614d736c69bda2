//! The conditions of a relation beside its key: the `filter` and the `values` that it declares, the type of a polymorphic owner, rows
//! that are not trashed. They are added last, behind whatever `or_filter` was given.

use diesel::dsl;
use diesel::expression::{AppearsOnTable, Expression};
use diesel::query_source::QuerySource;
use diesel::sql_types::BoolOrNullableBool;

use crate::declare::presence::{Lenient, Presence, Strict};
use crate::sql::condition::And;

/// Conditions on the rows of a relation: none, [`AllRows`], one, or several, [`And`].
pub trait Scope {
    /// True where there is no condition, so that the scope has all rows of the table.
    const ALL_ROWS: bool = false;
    /// True where all rows of the table are read, so that there is no use in listing the keys of all parents.
    const SCANS_TABLE: bool;
    /// The presence of an owner that its key refers to.
    type Presence: Presence;
    /// The condition in place of the keys where those of all parents need not be listed: `All`, unless the scope knows better.
    type All<All: Default>: Default;
    /// The conditions, and one more behind them.
    type And<Other>;
    /// The conditions, and one more behind them.
    fn and<Other>(self, other: Other) -> Self::And<Other>;
}

/// No condition: all rows of the table.
#[derive(Debug, Clone, Copy, Default)]
pub struct AllRows;

impl Scope for AllRows {
    const ALL_ROWS: bool = true;
    const SCANS_TABLE: bool = true;
    type Presence = Strict;
    type All<All: Default> = All;
    type And<Other> = Other;
    fn and<Other>(self, other: Other) -> Other {
        other
    }
}

impl<A: Scope, B: Scope> Scope for And<A, B> {
    const ALL_ROWS: bool = A::ALL_ROWS && B::ALL_ROWS;
    const SCANS_TABLE: bool = A::SCANS_TABLE && B::SCANS_TABLE;
    type Presence = <A::Presence as Presence>::And<B::Presence>;
    type All<All: Default> = A::All<B::All<All>>;
    type And<Other> = A::And<B::And<Other>>;
    fn and<Other>(self, other: Other) -> Self::And<Other> {
        self.0.and(self.1.and(other))
    }
}

/// A condition that the relation declares: `filter = ..`, `values(..)`.
#[derive(Debug, Clone, Copy)]
pub struct Condition<F>(F);

impl<F> Scope for Condition<F> {
    const SCANS_TABLE: bool = false;
    type Presence = Lenient;
    type All<All: Default> = All;
    type And<Other> = And<F, Other>;
    fn and<Other>(self, other: Other) -> And<F, Other> {
        And(self.0, other)
    }
}

impl<F> Condition<F> {
    /// A condition that is checked where it is declared.
    pub fn new(condition: F) -> Self {
        Condition(condition)
    }
}

/// A condition on the table `T`.
#[diagnostic::on_unimplemented(
    message = "this is not a condition on `{T}`",
    label = "not a condition on the related table",
    note = "`filter = ..` takes a boolean expression over columns of the related table"
)]
pub trait ConditionOn<T> {
    /// It is one.
    const IS_ON: bool = true;
}

#[diagnostic::do_not_recommend]
impl<F, T> ConditionOn<T> for F where F: AppearsOnTable<T> + Expression<SqlType: BoolOrNullableBool> {}

/// A condition on the table `R` that is joined to `T`.
#[diagnostic::on_unimplemented(
    message = "this is not a condition on `{R}` and `{T}`",
    label = "not a condition on the two tables",
    note = "`filter = ..` takes a boolean expression over columns of the related table, and of the pivot table or the table \
            between"
)]
pub trait ConditionOnBoth<R, T, On> {
    /// It is one.
    const IS_ON: bool = true;
}

#[diagnostic::do_not_recommend]
impl<F, R, T, On> ConditionOnBoth<R, T, On> for F
where
    R: QuerySource,
    T: QuerySource,
    F: AppearsOnTable<dsl::InnerJoinQuerySource<R, T, On>>
        + Expression<SqlType: BoolOrNullableBool>,
{
}
