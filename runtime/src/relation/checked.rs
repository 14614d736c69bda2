//! Conditions, orders and keys, checked where they are written.
//!
//! Each is a bound of one trait. Where it fails, the compiler reports that trait at the argument, and does not know the query that comes of it:
//! nothing that follows is a second error. For that every type has two impls that may be its own, and one of them never is: with one
//! alone, the compiler would take it for granted, know the query, and report what is missing inside of it.

use diesel::Table;
use diesel::expression::Expression;
use diesel::expression_methods::EqAll;
use diesel::query_builder::AsQuery;
use diesel::query_dsl::QueryDsl;
use diesel::query_dsl::methods::{FilterDsl, OrFilterDsl, OrderDsl, SelectDsl, ThenOrderDsl};

use crate::declare::model::Model;
use crate::declare::relation_def::DeclaredOn;
use crate::relation::order::Reorder;
use crate::sql::key::KeyColumn;

/// The impl of what fits.
#[derive(Debug)]
pub struct Fits;
/// The impl of what does not, which is that of nothing.
#[derive(Debug)]
pub struct Fails;

/// Nothing is one.
pub trait Never {
    /// Anything.
    fn anything<T>() -> T;
}

/// A condition on the rows of the model `M`, joined to those of the query `Q` by [`And`] or [`Or`].
#[diagnostic::on_unimplemented(
    message = "this is not a condition on the rows of `{M}`",
    label = "not a condition on the table of `{M}`",
    note = "a condition compares columns of that table, such as `users::id.eq(1)` of `users`; one on related rows goes inside: \
            `.has({M}::NAME.filter(..))` or `.with({M}::NAME.filter(..))`"
)]
pub trait ConditionOf<M, Q, How, Is> {
    /// The query with the condition.
    type Output;
    /// Adds the condition.
    fn add_to(self, query: Q) -> Self::Output;
}

/// `AND ..`
#[derive(Debug)]
pub struct And;
/// `OR ..`
#[derive(Debug)]
pub struct Or;

#[diagnostic::do_not_recommend]
impl<M, Q, P> ConditionOf<M, Q, And, Fits> for P
where
    Q: FilterDsl<P, Output: AsQuery>,
{
    type Output = Q::Output;
    fn add_to(self, query: Q) -> Q::Output {
        query.filter(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q, P> ConditionOf<M, Q, Or, Fits> for P
where
    Q: OrFilterDsl<P, Output: AsQuery>,
{
    type Output = Q::Output;
    fn add_to(self, query: Q) -> Q::Output {
        query.or_filter(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q, How, P: Never> ConditionOf<M, Q, How, Fails> for P {
    type Output = ();
    fn add_to(self, _: Q) {}
}

/// An order of the rows of the model `M`: that of the query `Q`, in place of the one it has ([`Replace`]) or behind it ([`Extend`]).
#[diagnostic::on_unimplemented(
    message = "the rows of `{M}` cannot be ordered by this",
    label = "not an order by columns of the table of `{M}`",
    note = "an order names columns of that table, such as `users::id.desc()` of `users`, or an expression over them: `{M}::NAME.count()`"
)]
pub trait OrderOf<M, Q, How, Is> {
    /// The query, or the order, that comes of it.
    type Output;
    /// Orders the query, or the order.
    fn order(self, query: Q) -> Self::Output;
}

/// In place of the order that the query has.
#[derive(Debug)]
pub struct Replace;
/// Behind the order that the query has.
#[derive(Debug)]
pub struct Extend;
/// The order `O` beside the query `Q`, as a relation has it.
#[derive(Debug)]
pub struct Beside<How, Q>(How, Q);

#[diagnostic::do_not_recommend]
impl<M, Q: OrderDsl<E>, E> OrderOf<M, Q, Replace, Fits> for E
where
    E: Expression,
{
    type Output = Q::Output;
    fn order(self, query: Q) -> Q::Output {
        query.order(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q: ThenOrderDsl<E>, E> OrderOf<M, Q, Extend, Fits> for E
where
    E: Expression,
{
    type Output = Q::Output;
    fn order(self, query: Q) -> Q::Output {
        query.then_order_by(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q: OrderDsl<E>, O: Reorder<E>, E> OrderOf<M, O, Beside<Replace, Q>, Fits> for E
where
    E: Expression,
{
    type Output = O::Replaced;
    fn order(self, order: O) -> O::Replaced {
        order.replaced(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q: OrderDsl<E>, O: Reorder<E>, E> OrderOf<M, O, Beside<Extend, Q>, Fits> for E
where
    E: Expression,
{
    type Output = O::Extended;
    fn order(self, order: O) -> O::Extended {
        order.extended(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q, How, E: Never> OrderOf<M, Q, How, Fails> for E {
    type Output = ();
    fn order(self, _: Q) {}
}

/// A value of the primary key `C` of the model `M`, which is a `ST` in SQL.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key of `{M}`",
    label = "not a primary key of `{M}`",
    note = "the primary key is `{C}`, of the SQL type `{ST}`"
)]
pub trait KeyOf<M, C, ST, Q, Is> {
    /// The query of the rows with this key.
    type Output;
    /// Adds `AND id = ?`.
    fn find_in(self, query: Q) -> Self::Output;
}

#[diagnostic::do_not_recommend]
impl<M, C, ST, Q, PK> KeyOf<M, C, ST, Q, Fits> for PK
where
    C: EqAll<PK> + Default,
    Q: FilterDsl<C::Output>,
{
    type Output = Q::Output;
    fn find_in(self, query: Q) -> Q::Output {
        query.filter(C::default().eq_all(self))
    }
}

#[diagnostic::do_not_recommend]
impl<M, C, ST, Q, PK: Never> KeyOf<M, C, ST, Q, Fails> for PK {
    type Output = ();
    fn find_in(self, _: Q) {}
}

/// A value of the primary key `C` of the model `M`, which is a `ST` in SQL, as one of a list: `K` is `Self`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a primary key of `{M}`",
    label = "not a primary key of `{M}`",
    note = "the primary key is `{C}`, of the SQL type `{ST}`"
)]
pub trait KeyAmong<M, C, ST, K> {
    /// The value.
    fn key(self) -> K;
}

#[diagnostic::do_not_recommend]
impl<M: Model<PrimaryKey: KeyColumn<K>>, C, ST, K> KeyAmong<M, C, ST, K> for K {
    fn key(self) -> K {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<M, C, ST, K: Never> KeyAmong<M, C, ST, Fails> for K {
    fn key(self) -> Fails {
        Fails
    }
}

/// A relation of the model `M`: `K` is `Self`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "use a constant of `{M}` itself, such as `{M}::NAME`; a relation of a related model goes inside: `.with({M}::NAME.with_count(..))`"
)]
pub trait OneOf<M, K> {}

#[diagnostic::do_not_recommend]
impl<M, K: DeclaredOn<M>> OneOf<M, K> for K {}

#[diagnostic::do_not_recommend]
impl<M, K: Never> OneOf<M, Fails> for K {}

/// An expression over each row of the query `Q` of the model `M`: `E` is `Self`.
#[diagnostic::on_unimplemented(
    message = "this is not a value of a row of `{M}`",
    label = "not an expression over the table of `{M}`",
    note = "it is an expression over one row of that table: a column, or one of a relation, such as `{M}::NAME.count()`"
)]
pub trait ValueOf<M, Q, E> {
    /// The expression.
    fn value(self) -> E;
}

#[diagnostic::do_not_recommend]
impl<M, Q, E> ValueOf<M, Q, E> for E
where
    M: Model,
    Q: SelectDsl<(E, PrimaryKeyOf<M>)>,
    (E, PrimaryKeyOf<M>): Expression,
{
    fn value(self) -> E {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<M, Q, E: Never> ValueOf<M, Q, Fails> for E {
    fn value(self) -> Fails {
        Fails
    }
}

/// A query that selects from the table of the model `M`: `Q` is `Self`.
#[diagnostic::on_unimplemented(
    message = "this query does not select from the table of `{M}`",
    label = "a relation of `{M}`",
    note = "use a relation of the model whose table the query selects from; a relation of a related model goes inside: \
            `.with(User::POSTS.with(..))`"
)]
pub trait SelectsFrom<M, Q> {
    /// The query.
    fn query(self) -> Q;
}

#[diagnostic::do_not_recommend]
impl<M, Q> SelectsFrom<M, Q> for Q
where
    M: Model<Table: Table<PrimaryKey: Expression>>,
    Q: QueryDsl + SelectDsl<PrimaryKeyOf<M>>,
{
    fn query(self) -> Q {
        self
    }
}

// Not `Q: Never`: the query is known before the model.
#[diagnostic::do_not_recommend]
impl<M: Never, Q> SelectsFrom<M, Fails> for Q {
    fn query(self) -> Fails {
        Fails
    }
}

/// Writes `filter`, `or_filter` and `find` for a type of query: `conditions!(Query<M, Q, L, S> of M)`.
macro_rules! conditions {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*> of $model:ty) => {
        impl<$($param $(: $bound)?),*> $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
        {
            /// Only rows for which the condition holds: `AND ..`. Diesel's [`filter`](diesel::QueryDsl::filter); its columns are checked here.
            pub fn filter<P, N, Is>(self, condition: P) -> $crate::sql::delegate::Around<Self, N>
            where
                P: $crate::relation::checked::ConditionOf<$model, $crate::sql::delegate::Inner<Self>, $crate::relation::checked::And, Is, Output = N>,
            {
                self.refine($crate::sql::delegate::Change::Fewer, |query| condition.add_to(query))
            }

            /// Also rows for which the condition holds: `OR ..`, joined to all conditions so far. Diesel's
            /// [`or_filter`](diesel::QueryDsl::or_filter).
            pub fn or_filter<P, N, Is>(self, condition: P) -> $crate::sql::delegate::Around<Self, N>
            where
                P: $crate::relation::checked::ConditionOf<$model, $crate::sql::delegate::Inner<Self>, $crate::relation::checked::Or, Is, Output = N>,
            {
                self.refine($crate::sql::delegate::Change::More, |query| condition.add_to(query))
            }

            /// Only the row with this primary key: `AND id = ?`. Diesel's [`find`](diesel::QueryDsl::find).
            pub fn find<PK, N, Is>(self, id: PK) -> $crate::sql::delegate::Around<Self, N>
            where
                $model: $crate::declare::model::Model,
                <$model as $crate::declare::model::Model>::Table: diesel::Table<PrimaryKey: diesel::Expression>,
                PK: $crate::relation::checked::KeyOf<$model, $crate::relation::checked::PrimaryKeyOf<$model>, diesel::dsl::SqlTypeOf<$crate::relation::checked::PrimaryKeyOf<$model>>, $crate::sql::delegate::Inner<Self>, Is, Output = N>,
            {
                self.refine($crate::sql::delegate::Change::Fewer, |query| id.find_in(query))
            }
        }
    };
}
pub(crate) use conditions;

/// Writes `order`, `order_by` and `then_order_by` for a type of query that is ordered in place.
macro_rules! orders {
    ($ty:ident <$($param:ident $(: $bound:ident)?),*> of $model:ty) => {
        impl<$($param $(: $bound)?),*> $ty<$($param),*>
        where
            Self: $crate::sql::delegate::Refine,
        {
            /// Orders the rows, in place of an order given before: `ORDER BY ..`. Diesel's [`order`](diesel::QueryDsl::order).
            pub fn order<E, N, Is>(self, by: E) -> $crate::sql::delegate::Around<Self, N>
            where
                E: $crate::relation::checked::OrderOf<$model, $crate::sql::delegate::Inner<Self>, $crate::relation::checked::Replace, Is, Output = N>,
            {
                self.refine($crate::sql::delegate::Change::Same, |query| by.order(query))
            }

            /// [`order`](Self::order), by its other name.
            pub fn order_by<E, N, Is>(self, by: E) -> $crate::sql::delegate::Around<Self, N>
            where
                E: $crate::relation::checked::OrderOf<$model, $crate::sql::delegate::Inner<Self>, $crate::relation::checked::Replace, Is, Output = N>,
            {
                self.order(by)
            }

            /// Orders rows that are equal in the orders given before: `ORDER BY .., ..`. Diesel's
            /// [`then_order_by`](diesel::QueryDsl::then_order_by).
            pub fn then_order_by<E, N, Is>(self, by: E) -> $crate::sql::delegate::Around<Self, N>
            where
                E: $crate::relation::checked::OrderOf<$model, $crate::sql::delegate::Inner<Self>, $crate::relation::checked::Extend, Is, Output = N>,
            {
                self.refine($crate::sql::delegate::Change::Same, |query| by.order(query))
            }
        }
    };
}
pub(crate) use orders;

/// The primary key of the table of `M`.
pub(crate) type PrimaryKeyOf<M> = <<M as Model>::Table as Table>::PrimaryKey;
