//! A query with a condition that is added last.

use diesel::associations::HasTable;
use diesel::dsl;
use diesel::expression_methods::EqAll;
use diesel::prelude::*;
use diesel::query_builder::{AsQuery, IntoUpdateTarget, UpdateTarget};
use diesel::query_dsl::methods::{FilterDsl, FindDsl};

use crate::sql::delegate::{Change, Refine, delegate};

/// A condition that is added to a query last: the key of one parent, or that rows are not trashed.
pub trait Tail {
    /// The condition.
    type Condition;
    /// The primary key of the rows.
    type PrimaryKey;
    /// The condition.
    fn condition(self) -> Self::Condition;
    /// The primary key of the rows.
    fn primary_key() -> Self::PrimaryKey;
}

/// A query with a condition that is added last, behind whatever `or_filter` was given.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only sent by `load`, `first`, `get_result` or the like"]
pub struct Scoped<Q, T> {
    pub(crate) query: Q,
    pub(crate) tail: T,
}

/// The query with its condition.
pub(crate) type Whole<Q, T> = dsl::Filter<Q, <T as Tail>::Condition>;

type KeyEqual<T, PK> = <<T as Tail>::PrimaryKey as EqAll<PK>>::Output;

impl<Q, T> Scoped<Q, T> {
    pub(crate) fn new(query: Q, tail: T) -> Self {
        Scoped { query, tail }
    }

    /// The query with its condition, which Diesel runs.
    pub(crate) fn whole(self) -> Whole<Q, T>
    where
        T: Tail,
        Q: FilterDsl<T::Condition>,
    {
        FilterDsl::filter(self.query, self.tail.condition())
    }
}

impl<Q, T> Refine for Scoped<Q, T> {
    type Query = Q;
    type Around<New> = Scoped<New, T>;
    fn refine<New>(self, _: Change, method: impl FnOnce(Q) -> New) -> Scoped<New, T> {
        Scoped::new(method(self.query), self.tail)
    }
}

delegate!(Scoped<Q, T>: filter, or_filter, order, limit, distinct, lock, boxed);

/// A filter, so that it works on joined tables, too.
impl<Q, T, PK> FindDsl<PK> for Scoped<Q, T>
where
    T: Tail<PrimaryKey: EqAll<PK>>,
    Self: FilterDsl<KeyEqual<T, PK>>,
{
    type Output = dsl::Filter<Self, KeyEqual<T, PK>>;
    fn find(self, id: PK) -> Self::Output {
        FilterDsl::filter(self, T::primary_key().eq_all(id))
    }
}

impl<Q, T> AsQuery for Scoped<Q, T>
where
    T: Tail,
    Q: FilterDsl<T::Condition, Output: AsQuery>,
{
    type SqlType = <Whole<Q, T> as AsQuery>::SqlType;
    type Query = <Whole<Q, T> as AsQuery>::Query;
    fn as_query(self) -> Self::Query {
        self.whole().as_query()
    }
}

impl<Q, T, Conn> RunQueryDsl<Conn> for Scoped<Q, T> {}

impl<Q: HasTable, T> HasTable for Scoped<Q, T> {
    type Table = Q::Table;
    fn table() -> Q::Table {
        Q::table()
    }
}

impl<Q, T> IntoUpdateTarget for Scoped<Q, T>
where
    T: Tail,
    Q: HasTable + FilterDsl<T::Condition, Output: IntoUpdateTarget<Table = <Q as HasTable>::Table>>,
{
    type WhereClause = <Whole<Q, T> as IntoUpdateTarget>::WhereClause;
    fn into_update_target(self) -> UpdateTarget<Self::Table, Self::WhereClause> {
        self.whole().into_update_target()
    }
}
