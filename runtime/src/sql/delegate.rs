//! Diesel's query methods on our own queries: each hands the call to the Diesel query inside.

/// The change that a method makes to the rows of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The rows as before.
    Same,
    /// Some of those before.
    Fewer,
    /// Others, too.
    More,
}

/// One of our queries, as what it wraps.
pub trait Refine {
    /// The Diesel query inside.
    type Query;
    /// The type around another Diesel query.
    type Around<Q>;
    /// Applies one of Diesel's methods.
    fn refine<Q>(self, change: Change, method: impl FnOnce(Self::Query) -> Q) -> Self::Around<Q>;
}

/// The query that `Self` wraps.
pub(crate) type Inner<T> = <T as Refine>::Query;
/// `T` around another query.
pub(crate) type Around<T, Q> = <T as Refine>::Around<Q>;

/// Implements the listed methods of Diesel's `QueryDsl` for a type that implements [`Refine`].
macro_rules! delegate {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*>: $($method:ident),* $(,)?) => {
        impl<$($param $(: $bound)?),*> diesel::query_dsl::QueryDsl for $ty<$($param),*> {}
        $crate::sql::delegate::delegate! { @each [$($method)*] $ty [$($param $(: $bound)?),*] [$($param),*] }
    };
    (@each [] $ty:ident $declared:tt $params:tt) => {};
    (@each [$method:ident $($more:ident)*] $ty:ident $declared:tt $params:tt) => {
        $crate::sql::delegate::delegate! { @ $method, $ty, $declared, $params }
        $crate::sql::delegate::delegate! { @each [$($more)*] $ty $declared $params }
    };
    (@ filter, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, P> diesel::query_dsl::methods::FilterDsl<P> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::FilterDsl<P>,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::Filter<$crate::sql::delegate::Inner<Self>, P>>;
            fn filter(self, predicate: P) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Fewer, |query| diesel::query_dsl::methods::FilterDsl::filter(query, predicate))
            }
        }
    };
    (@ or_filter, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, P> diesel::query_dsl::methods::OrFilterDsl<P> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::OrFilterDsl<P>,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::OrFilter<$crate::sql::delegate::Inner<Self>, P>>;
            fn or_filter(self, predicate: P) -> Self::Output {
                self.refine($crate::sql::delegate::Change::More, |query| diesel::query_dsl::methods::OrFilterDsl::or_filter(query, predicate))
            }
        }
    };
    (@ find, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, PK> diesel::query_dsl::methods::FindDsl<PK> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::FindDsl<PK>,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::Find<$crate::sql::delegate::Inner<Self>, PK>>;
            fn find(self, id: PK) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Fewer, |query| diesel::query_dsl::methods::FindDsl::find(query, id))
            }
        }
    };
    (@ order, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, E> diesel::query_dsl::methods::OrderDsl<E> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            E: diesel::Expression,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::OrderDsl<E>,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::Order<$crate::sql::delegate::Inner<Self>, E>>;
            fn order(self, expr: E) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Same, |query| diesel::query_dsl::methods::OrderDsl::order(query, expr))
            }
        }
        impl<$($declared)*, E> diesel::query_dsl::methods::ThenOrderDsl<E> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::ThenOrderDsl<E>,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::ThenOrderBy<$crate::sql::delegate::Inner<Self>, E>>;
            fn then_order_by(self, expr: E) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Same, |query| diesel::query_dsl::methods::ThenOrderDsl::then_order_by(query, expr))
            }
        }
    };
    (@ limit, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*> diesel::query_dsl::methods::LimitDsl for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::LimitDsl,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::Limit<$crate::sql::delegate::Inner<Self>>>;
            fn limit(self, limit: i64) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Fewer, |query| diesel::query_dsl::methods::LimitDsl::limit(query, limit))
            }
        }
        impl<$($declared)*> diesel::query_dsl::methods::OffsetDsl for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::OffsetDsl,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::Offset<$crate::sql::delegate::Inner<Self>>>;
            fn offset(self, offset: i64) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Fewer, |query| diesel::query_dsl::methods::OffsetDsl::offset(query, offset))
            }
        }
    };
    (@ distinct, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*> diesel::query_dsl::methods::DistinctDsl for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::DistinctDsl,
        {
            type Output = $crate::sql::delegate::Around<Self, diesel::dsl::Distinct<$crate::sql::delegate::Inner<Self>>>;
            fn distinct(self) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Fewer, diesel::query_dsl::methods::DistinctDsl::distinct)
            }
        }
    };
    (@ lock, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<$($declared)*, Lock> diesel::query_dsl::methods::LockingDsl<Lock> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::LockingDsl<Lock>,
        {
            type Output = $crate::sql::delegate::Around<
                Self,
                <$crate::sql::delegate::Inner<Self> as diesel::query_dsl::methods::LockingDsl<Lock>>::Output,
            >;
            fn with_lock(self, lock: Lock) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Same, |query| diesel::query_dsl::methods::LockingDsl::with_lock(query, lock))
            }
        }
    };
    (@ boxed, $ty:ident, [$($declared:tt)*], [$($param:ident),*]) => {
        impl<'boxed, $($declared)*, DB> diesel::query_dsl::methods::BoxedDsl<'boxed, DB> for $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
            $crate::sql::delegate::Inner<Self>: diesel::query_dsl::methods::BoxedDsl<'boxed, DB>,
        {
            type Output =
                $crate::sql::delegate::Around<Self, diesel::dsl::IntoBoxed<'boxed, $crate::sql::delegate::Inner<Self>, DB>>;
            fn internal_into_boxed(self) -> Self::Output {
                self.refine($crate::sql::delegate::Change::Same, diesel::query_dsl::methods::BoxedDsl::internal_into_boxed)
            }
        }
    };
}
pub(crate) use delegate;
