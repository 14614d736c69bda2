//! A relation as a value: `User::POSTS`.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{BoxedDsl, DistinctDsl, OrderDsl, ThenOrderDsl};

use crate::declare::relation_def::RelationDef;
use crate::relation::checked::{Beside, Extend, OrderOf, Replace, conditions};
use crate::relation::distinct::{BesideRow, CanBeDistinct, CanBeLimited, Distinct};
use crate::relation::order::{BoxOrder, BoxedOrder, Reorder};
use crate::relation::refine::{Refined, RelationQuery, Unrefined, find};
use crate::relation::with_pivot::SelectPivot;
use crate::sql::delegate::{Change, Refine, delegate};
use crate::sql::row_number::{Limit, PerParent};

/// A relation as a value: the constant `User::POSTS`, and what comes of it when it is refined.
///
/// Refine it with Diesel's own methods ([`filter`], [`or_filter`], [`find`], [`order`], [`then_order_by`],
/// [`distinct`], [`into_boxed`]), nest further relations with [`with`](Self::with), and hand it to `.with(..)` of a
/// query, or turn it into an expression with [`exists`](Self::exists), [`count`](Self::count), [`sum`](Self::sum) and the
/// like. [`limit`](Self::limit) counts per parent, and [`select_as`](Self::select_as) takes fewer columns.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let users = User::query()
///     .with(User::POSTS.filter(posts::published.eq(true)).order(posts::id.desc()).with(Post::COMMENTS))
///     .load(conn)?;
/// assert_eq!(users[0].posts[0].comments.len(), 1);
/// # Ok(()) }
/// ```
///
/// [`filter`]: diesel::QueryDsl::filter
/// [`or_filter`]: diesel::QueryDsl::or_filter
/// [`find`]: diesel::QueryDsl::find
/// [`order`]: diesel::QueryDsl::order
/// [`then_order_by`]: diesel::QueryDsl::then_order_by
/// [`distinct`]: diesel::QueryDsl::distinct
/// [`into_boxed`]: diesel::QueryDsl::into_boxed
#[derive(Debug)]
#[must_use = "a relation does nothing until a query loads it or an expression uses it"]
pub struct Relation<K, Q = Unrefined, L = (), S = ()> {
    pub(crate) query: Q,
    pub(crate) nested: L,
    pub(crate) selection: S,
    /// True where it is known to have no rows: it asks for those of an empty list.
    pub(crate) none: bool,
    relation: PhantomData<fn() -> K>,
}

impl<K> Relation<K> {
    /// The relation as it was declared. The derive makes a constant of it.
    #[doc(hidden)]
    pub const fn declared() -> Self {
        Relation {
            query: Unrefined,
            nested: (),
            selection: (),
            none: false,
            relation: PhantomData,
        }
    }
}

impl<K, P> Relation<K, Unrefined, (), ((), SelectPivot<P>)> {
    /// The relation as it was declared, with rows of the pivot table. The derive makes a constant of it.
    #[doc(hidden)]
    pub const fn declared_with_pivot() -> Self {
        Relation {
            query: Unrefined,
            nested: (),
            selection: ((), SelectPivot::NEW),
            none: false,
            relation: PhantomData,
        }
    }
}

impl<K, Q: Clone, L: Clone, S: Clone> Clone for Relation<K, Q, L, S> {
    fn clone(&self) -> Self {
        Relation {
            query: self.query.clone(),
            nested: self.nested.clone(),
            selection: self.selection.clone(),
            none: self.none,
            relation: PhantomData,
        }
    }
}

impl<K, Q: Copy, L: Copy, S: Copy> Copy for Relation<K, Q, L, S> {}

impl<K, Q, L, S> Relation<K, Q, L, S> {
    /// Makes it a query of another relation.
    pub(crate) fn of<Other>(self) -> Relation<Other, Q, L, S> {
        Relation {
            query: self.query,
            nested: self.nested,
            selection: self.selection,
            none: self.none,
            relation: PhantomData,
        }
    }

    /// Takes all rows away where `none`.
    pub(crate) fn none_if(self, none: bool) -> Self {
        let none = self.none || none;
        Relation { none, ..self }
    }

    /// Replaces the relations inside and the selection.
    pub(crate) fn map_parts<New, Selects>(
        self,
        change: impl FnOnce(L, S) -> (New, Selects),
    ) -> Relation<K, Q, New, Selects> {
        let (nested, selection) = change(self.nested, self.selection);
        Relation {
            query: self.query,
            nested,
            selection,
            none: self.none,
            relation: PhantomData,
        }
    }

    /// Replaces the query.
    pub(crate) fn map<New>(self, refine: impl FnOnce(Q) -> New) -> Relation<K, New, L, S> {
        Relation {
            query: refine(self.query),
            nested: self.nested,
            selection: self.selection,
            none: self.none,
            relation: PhantomData,
        }
    }
}

impl<K, Q: Clone, L, S> Relation<K, Q, L, S> {
    /// Its query, without what is nested and selected.
    pub(crate) fn query_alone(&self) -> Relation<K, Q> {
        Relation {
            query: self.query.clone(),
            nested: (),
            selection: (),
            none: self.none,
            relation: PhantomData,
        }
    }
}

impl<K, Q: RelationQuery<K>, L, S> Refine for Relation<K, Q, L, S> {
    type Query = Q::Query;
    type Around<New> = Relation<K, Refined<New, Q::Order, Q::Limit>, L, S>;
    fn refine<New>(
        self,
        change: Change,
        method: impl FnOnce(Q::Query) -> New,
    ) -> Self::Around<New> {
        let none = self.none && change != Change::More;
        let refined = self.map(|query| query.refined().map(change, method));
        Relation { none, ..refined }
    }
}

conditions!(Relation<K: RelationDef, Q, L, S> of K::Related);

type OrderedBy<K, Q, L, S, O> =
    Relation<K, Refined<<Q as RelationQuery<K>>::Query, O, <Q as RelationQuery<K>>::Limit>, L, S>;

impl<K: RelationDef, Q: RelationQuery<K>, L, S> Relation<K, Q, L, S> {
    /// Orders the rows of each parent, in place of an order given before: `ORDER BY ..`. Diesel's [`order`](diesel::QueryDsl::order).
    pub fn order<E, N, Is>(self, by: E) -> OrderedBy<K, Q, L, S, N>
    where
        E: OrderOf<K::Related, Q::Order, Beside<Replace, Q::Query>, Is, Output = N>,
    {
        self.map(|query| query.refined().reordered(|order| by.order(order)))
    }

    /// [`order`](Self::order), by its other name.
    pub fn order_by<E, N, Is>(self, by: E) -> OrderedBy<K, Q, L, S, N>
    where
        E: OrderOf<K::Related, Q::Order, Beside<Replace, Q::Query>, Is, Output = N>,
    {
        self.order(by)
    }

    /// Orders rows that are equal in the orders given before: `ORDER BY .., ..`. Diesel's
    /// [`then_order_by`](diesel::QueryDsl::then_order_by).
    pub fn then_order_by<E, N, Is>(self, by: E) -> OrderedBy<K, Q, L, S, N>
    where
        E: OrderOf<K::Related, Q::Order, Beside<Extend, Q::Query>, Is, Output = N>,
    {
        self.map(|query| query.refined().reordered(|order| by.order(order)))
    }
}

delegate!(Relation<K, Q, L, S>: filter, or_filter);
find!(Relation<K: RelationDef, Q, L, S>);

type Reordered<K, Q, L, S, O> =
    Relation<K, Refined<<Q as RelationQuery<K>>::Query, O, <Q as RelationQuery<K>>::Limit>, L, S>;

impl<K, Q, L, S, E> OrderDsl<E> for Relation<K, Q, L, S>
where
    E: Expression,
    Q: RelationQuery<K, Query: OrderDsl<E>, Order: Reorder<E>>,
{
    type Output = Reordered<K, Q, L, S, <Q::Order as Reorder<E>>::Replaced>;
    fn order(self, by: E) -> Self::Output {
        self.map(|query| query.refined().reordered(|order| order.replaced(by)))
    }
}

impl<K, Q, L, S, E> ThenOrderDsl<E> for Relation<K, Q, L, S>
where
    E: Expression,
    Q: RelationQuery<K, Query: OrderDsl<E>, Order: Reorder<E>>,
{
    type Output = Reordered<K, Q, L, S, <Q::Order as Reorder<E>>::Extended>;
    fn then_order_by(self, by: E) -> Self::Output {
        self.map(|query| query.refined().reordered(|order| order.extended(by)))
    }
}

impl<'a, K, Q, L, S, DB> BoxedDsl<'a, DB> for Relation<K, Q, L, S>
where
    DB: Backend,
    Q: RelationQuery<K, Query: BoxedDsl<'a, DB>, Order: BoxOrder<'a, DB>>,
{
    type Output =
        Relation<K, Refined<dsl::IntoBoxed<'a, Q::Query, DB>, BoxedOrder<'a, DB>, Q::Limit>, L, S>;
    fn internal_into_boxed(self) -> Self::Output {
        self.map(|query| {
            let refined = query.refined().reordered(BoxOrder::boxed);
            refined.map(Change::Same, BoxedDsl::internal_into_boxed)
        })
    }
}

type DistinctOf<K, Q, L, S> = Relation<
    K,
    Refined<
        dsl::Distinct<<Q as RelationQuery<K>>::Query>,
        <Q as RelationQuery<K>>::Order,
        Distinct<<S as BesideRow>::Row>,
    >,
    L,
    S,
>;

impl<K, Q: RelationQuery<K>, L, S> Relation<K, Q, L, S> {
    /// The rows of each parent without those that are the same: `SELECT DISTINCT ..`. See [`count`](Self::count).
    ///
    /// It does not go with [`limit`](Self::limit).
    pub fn distinct(self) -> DistinctOf<K, Q, L, S>
    where
        Q::Limit: CanBeDistinct,
        Q::Query: DistinctDsl,
        S: BesideRow,
    {
        self.map(|query| {
            let refined = query.refined();
            Refined {
                query: DistinctDsl::distinct(refined.query),
                order: refined.order,
                limit: Distinct::NEW,
                whole: false,
            }
        })
    }
}

impl<K, Q, L, S> DistinctDsl for Relation<K, Q, L, S>
where
    Q: RelationQuery<K, Query: DistinctDsl, Limit: CanBeDistinct>,
    S: BesideRow,
{
    type Output = DistinctOf<K, Q, L, S>;
    fn distinct(self) -> Self::Output {
        Relation::distinct(self)
    }
}

type LimitedTo<K, Q, L, S> = Relation<
    K,
    Refined<<Q as RelationQuery<K>>::Query, <Q as RelationQuery<K>>::Order, PerParent>,
    L,
    S,
>;

impl<K, Q: RelationQuery<K>, L, S> Relation<K, Q, L, S> {
    /// At most so many related rows of **each parent**, the first in the relation's order, or by primary key:
    /// `ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY ..) <= 3`.
    ///
    /// As in SQL, it does not matter whether conditions and orders were given before or after it. Give it an order by
    /// something unique: which of two equal rows comes first is the database's choice. It does not go with `distinct`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().order(users::id).with(User::POSTS.order(posts::id.desc()).limit(1)).load(conn)?;
    /// assert_eq!((users[0].posts.len(), users[1].posts.len()), (1, 1));
    /// assert_eq!(users[0].posts[0].title, "Drafts");
    /// # Ok(()) }
    /// ```
    pub fn limit(self, limit: u32) -> LimitedTo<K, Q, L, S>
    where
        Q::Limit: CanBeLimited,
    {
        self.limited(|per_parent| per_parent.limit = Some(limit))
    }

    /// Without the first so many related rows of **each parent**. See [`limit`](Self::limit).
    pub fn offset(self, offset: u32) -> LimitedTo<K, Q, L, S>
    where
        Q::Limit: CanBeLimited,
    {
        self.limited(|per_parent| per_parent.offset = offset)
    }

    fn limited(self, change: impl FnOnce(&mut PerParent)) -> LimitedTo<K, Q, L, S> {
        self.map(|query| {
            let refined = query.refined();
            let mut limit = refined.limit.limit().unwrap_or(PerParent::NONE);
            change(&mut limit);
            Refined {
                query: refined.query,
                order: refined.order,
                limit,
                whole: refined.whole,
            }
        })
    }
}
