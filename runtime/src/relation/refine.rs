//! Diesel's query methods on our own queries: each hands the call to the Diesel query inside.

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::scope::Scope;
use crate::declare::soft_delete::ScopeOf;
use crate::sql::row_number::{Limit, PerParent};

/// Which rows a query has after a method was called on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The same as before.
    Same,
    /// Some of those before.
    Fewer,
    /// Others, too.
    More,
}

/// A relation as it was declared: its base query, not built yet, so that the relation can be a constant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unrefined;

/// A relation whose query was refined. Its order `O` stands beside the query, because a limit per parent (`N`) numbers
/// the rows by it.
#[derive(Debug, Clone, Copy)]
pub struct Refined<Q, O = (), N = ()> {
    pub(crate) query: Q,
    pub(crate) order: O,
    pub(crate) limit: N,
    /// True where no condition was added: then the keys of all parents need not be listed.
    pub(crate) whole: bool,
}

/// The query of a relation, refined or not.
pub trait RelationQuery<K> {
    /// The Diesel query.
    type Query;
    /// Its order.
    type Order;
    /// Its limit per parent: [`PerParent`](crate::sql::PerParent), or `()`.
    type Limit: Limit;
    /// The query with its parts.
    fn refined(self) -> Refined<Self::Query, Self::Order, Self::Limit>;
    /// Its limit per parent.
    fn limit(&self) -> Option<PerParent>;
    /// True where it looks at every row of the related table.
    fn is_whole(&self) -> bool;
}

impl<K: RelationDef> RelationQuery<K> for Unrefined {
    type Query = K::Base;
    type Order = ();
    type Limit = ();
    fn refined(self) -> Refined<K::Base> {
        Refined {
            query: K::base(),
            order: (),
            limit: (),
            whole: ScopeOf::<K>::SCANS_TABLE,
        }
    }
    fn limit(&self) -> Option<PerParent> {
        None
    }
    fn is_whole(&self) -> bool {
        ScopeOf::<K>::SCANS_TABLE
    }
}

impl<K, Q, O, N: Limit> RelationQuery<K> for Refined<Q, O, N> {
    type Query = Q;
    type Order = O;
    type Limit = N;
    fn refined(self) -> Self {
        self
    }
    fn limit(&self) -> Option<PerParent> {
        self.limit.limit()
    }
    fn is_whole(&self) -> bool {
        self.whole
    }
}

impl<Q, O, N> Refined<Q, O, N> {
    /// Changes the order.
    pub(crate) fn reordered<New>(self, change: impl FnOnce(O) -> New) -> Refined<Q, New, N> {
        Refined {
            query: self.query,
            order: change(self.order),
            limit: self.limit,
            whole: self.whole,
        }
    }

    /// Applies one of Diesel's methods to the query.
    pub(crate) fn map<New>(
        self,
        change: Change,
        method: impl FnOnce(Q) -> New,
    ) -> Refined<New, O, N> {
        Refined {
            query: method(self.query),
            order: self.order,
            limit: self.limit,
            whole: self.whole && change == Change::Same,
        }
    }
}

/// One of our queries, as what it wraps.
pub trait Refine {
    /// The Diesel query inside.
    type Query;
    /// The same around another Diesel query.
    type Around<Q>;
    /// Applies one of Diesel's methods.
    fn refine<Q>(self, change: Change, method: impl FnOnce(Self::Query) -> Q) -> Self::Around<Q>;
}

/// What `Self` wraps.
pub(crate) type Inner<T> = <T as Refine>::Query;
/// `T` around another query.
pub(crate) type Around<T, Q> = <T as Refine>::Around<Q>;

/// Implements the listed methods of Diesel's `QueryDsl` for a type that implements [`Refine`].
macro_rules! delegate {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*>: $($method:ident),* $(,)?) => {
        impl<$($param $(: $bound)?),*> diesel::query_dsl::QueryDsl for $ty<$($param),*> {}
        $crate::relation::refine::delegate! { @each [$($method)*] $ty [$($param $(: $bound)?),*] [$($param),*] }
    };
    (@each [] $ty:ident $declared:tt $params:tt) => {};
    (@each [$method:ident $($more:ident)*] $ty:ident $declared:tt $params:tt) => {
        $crate::relation::refine::delegate! { @ $method, $ty, $declared, $params }
        $crate::relation::refine::delegate! { @each [$($more)*] $ty $declared $params }
    };
    (@ filter, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, P> diesel::query_dsl::methods::FilterDsl<P> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::FilterDsl<P>,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::Filter<$crate::relation::refine::Inner<Self>, P>>;
            fn filter(self, predicate: P) -> Self::Output {
                self.refine($crate::relation::refine::Change::Fewer, |query| diesel::query_dsl::methods::FilterDsl::filter(query, predicate))
            }
        }
    };
    (@ or_filter, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, P> diesel::query_dsl::methods::OrFilterDsl<P> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::OrFilterDsl<P>,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::OrFilter<$crate::relation::refine::Inner<Self>, P>>;
            fn or_filter(self, predicate: P) -> Self::Output {
                self.refine($crate::relation::refine::Change::More, |query| diesel::query_dsl::methods::OrFilterDsl::or_filter(query, predicate))
            }
        }
    };
    (@ find, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, PK> diesel::query_dsl::methods::FindDsl<PK> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::FindDsl<PK>,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::Find<$crate::relation::refine::Inner<Self>, PK>>;
            fn find(self, id: PK) -> Self::Output {
                self.refine($crate::relation::refine::Change::Fewer, |query| diesel::query_dsl::methods::FindDsl::find(query, id))
            }
        }
    };
    (@ order, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, E> diesel::query_dsl::methods::OrderDsl<E> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            E: diesel::Expression,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::OrderDsl<E>,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::Order<$crate::relation::refine::Inner<Self>, E>>;
            fn order(self, expr: E) -> Self::Output {
                self.refine($crate::relation::refine::Change::Same, |query| diesel::query_dsl::methods::OrderDsl::order(query, expr))
            }
        }
        impl<$($declared)*, E> diesel::query_dsl::methods::ThenOrderDsl<E> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::ThenOrderDsl<E>,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::ThenOrderBy<$crate::relation::refine::Inner<Self>, E>>;
            fn then_order_by(self, expr: E) -> Self::Output {
                self.refine($crate::relation::refine::Change::Same, |query| diesel::query_dsl::methods::ThenOrderDsl::then_order_by(query, expr))
            }
        }
    };
    (@ limit, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*> diesel::query_dsl::methods::LimitDsl for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::LimitDsl,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::Limit<$crate::relation::refine::Inner<Self>>>;
            fn limit(self, limit: i64) -> Self::Output {
                self.refine($crate::relation::refine::Change::Fewer, |query| diesel::query_dsl::methods::LimitDsl::limit(query, limit))
            }
        }
        impl<$($declared)*> diesel::query_dsl::methods::OffsetDsl for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::OffsetDsl,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::Offset<$crate::relation::refine::Inner<Self>>>;
            fn offset(self, offset: i64) -> Self::Output {
                self.refine($crate::relation::refine::Change::Fewer, |query| diesel::query_dsl::methods::OffsetDsl::offset(query, offset))
            }
        }
    };
    (@ distinct, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*> diesel::query_dsl::methods::DistinctDsl for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::DistinctDsl,
        {
            type Output = $crate::relation::refine::Around<Self, diesel::dsl::Distinct<$crate::relation::refine::Inner<Self>>>;
            fn distinct(self) -> Self::Output {
                self.refine($crate::relation::refine::Change::Fewer, diesel::query_dsl::methods::DistinctDsl::distinct)
            }
        }
    };
    (@ lock, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, Lock> diesel::query_dsl::methods::LockingDsl<Lock> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::LockingDsl<Lock>,
        {
            type Output = $crate::relation::refine::Around<
                Self,
                <$crate::relation::refine::Inner<Self> as diesel::query_dsl::methods::LockingDsl<Lock>>::Output,
            >;
            fn with_lock(self, lock: Lock) -> Self::Output {
                self.refine($crate::relation::refine::Change::Same, |query| diesel::query_dsl::methods::LockingDsl::with_lock(query, lock))
            }
        }
    };
    (@ boxed, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<'boxed, $($declared)*, DB> diesel::query_dsl::methods::BoxedDsl<'boxed, DB> for $ty<$($param),*>
        where
            Self: $crate::relation::refine::Refine,
            $crate::relation::refine::Inner<Self>: diesel::query_dsl::methods::BoxedDsl<'boxed, DB>,
        {
            type Output =
                $crate::relation::refine::Around<Self, diesel::dsl::IntoBoxed<'boxed, $crate::relation::refine::Inner<Self>, DB>>;
            fn internal_into_boxed(self) -> Self::Output {
                self.refine($crate::relation::refine::Change::Same, diesel::query_dsl::methods::BoxedDsl::internal_into_boxed)
            }
        }
    };
}
pub(crate) use delegate;

/// Diesel's `find` by the related model's primary key: a filter, so that it works on joined tables, too.
macro_rules! find {
    ($ty:ident <K: $K:ident $(, $param:ident)*>) => {
        impl<K: $K $(, $param)*, PK> diesel::query_dsl::methods::FindDsl<PK> for $ty<K $(, $param)*>
        where
            $crate::relation::refine::PrimaryKeyOf<K>: diesel::expression_methods::EqAll<PK>,
            Self: diesel::query_dsl::methods::FilterDsl<$crate::relation::refine::KeyEqual<K, PK>>,
        {
            type Output = diesel::dsl::Filter<Self, $crate::relation::refine::KeyEqual<K, PK>>;
            fn find(self, id: PK) -> Self::Output {
                let table = <<K::Related as $crate::ModelDef>::Table>::default();
                let key = diesel::Table::primary_key(&table);
                let condition = diesel::expression_methods::EqAll::eq_all(key, id);
                diesel::query_dsl::methods::FilterDsl::filter(self, condition)
            }
        }
    };
}
pub(crate) use find;

/// The primary key of a relation's rows.
pub(crate) type PrimaryKeyOf<K> =
    <<<K as RelationDef>::Related as Model>::Table as diesel::Table>::PrimaryKey;
/// `id = ?`
pub(crate) type KeyEqual<K, PK> =
    <PrimaryKeyOf<K> as diesel::expression_methods::EqAll<PK>>::Output;

/// Queries of a relation as it was declared: what is written is not a selection of it.
#[diagnostic::on_unimplemented(
    message = "a relation is written as it was declared, without conditions of the place of use",
    label = "this relation was refined",
    note = "write `user.roles().sync(..)`; a condition that always holds is declared: `filter = ..`"
)]
pub trait AsDeclared {}

impl AsDeclared for Unrefined {}
