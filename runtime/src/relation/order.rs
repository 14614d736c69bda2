//! The order of a relation, beside its query: a limit per parent numbers the rows by it.

use std::fmt;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{
    AppearsOnTable, Expression, ValidGrouping, expression_types, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::OrderDsl;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;

/// An order by `E`.
#[derive(Debug, Clone, Copy)]
pub struct By<E>(pub(crate) E);

/// The order of a boxed relation: its type stays the same, whatever is added.
pub struct BoxedOrder<'a, DB: Backend>(Vec<Box<dyn QueryFragment<DB> + Send + 'a>>);

impl<DB: Backend> fmt::Debug for BoxedOrder<'_, DB> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BoxedOrder").field(&self.0.len()).finish()
    }
}

/// An order with one more expression.
pub trait Reorder<E> {
    /// Ordered by `E` alone.
    type Replaced;
    /// Ordered by what was there, then by `E`.
    type Extended;
    /// Ordered by `E` alone.
    fn replaced(self, by: E) -> Self::Replaced;
    /// Ordered by what was there, then by `E`.
    fn extended(self, by: E) -> Self::Extended;
}

impl<E> Reorder<E> for () {
    type Replaced = By<E>;
    type Extended = By<E>;
    fn replaced(self, by: E) -> By<E> {
        By(by)
    }
    fn extended(self, by: E) -> By<E> {
        By(by)
    }
}

impl<E, Before> Reorder<E> for By<Before> {
    type Replaced = By<E>;
    type Extended = By<(Before, E)>;
    fn replaced(self, by: E) -> By<E> {
        By(by)
    }
    fn extended(self, by: E) -> By<(Before, E)> {
        By((self.0, by))
    }
}

impl<'a, DB: Backend, E: QueryFragment<DB> + Send + 'a> Reorder<E> for BoxedOrder<'a, DB> {
    type Replaced = Self;
    type Extended = Self;
    fn replaced(mut self, by: E) -> Self {
        self.0.clear();
        self.extended(by)
    }
    fn extended(mut self, by: E) -> Self {
        self.0.push(Box::new(by));
        self
    }
}

/// An order that can be boxed.
pub trait BoxOrder<'a, DB: Backend> {
    /// The order, boxed.
    fn boxed(self) -> BoxedOrder<'a, DB>;
}

impl<'a, DB: Backend> BoxOrder<'a, DB> for () {
    fn boxed(self) -> BoxedOrder<'a, DB> {
        BoxedOrder(Vec::new())
    }
}

impl<'a, DB: Backend, E: QueryFragment<DB> + Send + 'a> BoxOrder<'a, DB> for By<E> {
    fn boxed(self) -> BoxedOrder<'a, DB> {
        BoxedOrder(vec![Box::new(self.0)])
    }
}

/// Puts an order on the query `Q`.
pub trait OrderOn<Q> {
    /// The ordered query.
    type Output;
    /// The ordered query.
    fn order_on(self, query: Q) -> Self::Output;
}

impl<Q> OrderOn<Q> for () {
    type Output = Q;
    fn order_on(self, query: Q) -> Q {
        query
    }
}

impl<Q: OrderDsl<E>, E: Expression> OrderOn<Q> for By<E> {
    type Output = dsl::Order<Q, E>;
    fn order_on(self, query: Q) -> Self::Output {
        OrderDsl::order(query, self.0)
    }
}

impl<'a, Q: OrderDsl<Self, Output = Q>, DB: Backend> OrderOn<Q> for BoxedOrder<'a, DB> {
    type Output = Q;
    fn order_on(self, query: Q) -> Q {
        if self.0.is_empty() {
            query
        } else {
            OrderDsl::order(query, self)
        }
    }
}

/// The order in which the rows of a parent are numbered: the relation's, or by primary key.
pub trait Numbering<K> {
    /// An expression to order by.
    type By;
    /// An expression to order by.
    fn numbering(self) -> Self::By;
}

impl<K: RelationDef> Numbering<K> for () {
    type By = <<K::Related as Model>::Table as diesel::Table>::PrimaryKey;
    fn numbering(self) -> Self::By {
        diesel::Table::primary_key(&<K::Related as Model>::Table::default())
    }
}

impl<K, E> Numbering<K> for By<E> {
    type By = E;
    fn numbering(self) -> E {
        self.0
    }
}

impl<'a, K: RelationDef, DB: Backend> Numbering<K> for BoxedOrder<'a, DB>
where
    (): Numbering<K, By: QueryFragment<DB> + Send + 'a>,
{
    type By = Self;
    fn numbering(self) -> Self {
        if self.0.is_empty() {
            BoxedOrder(vec![Box::new(<() as Numbering<K>>::numbering(()))])
        } else {
            self
        }
    }
}

impl<DB: Backend> QueryFragment<DB> for BoxedOrder<'_, DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for (number, by) in self.0.iter().enumerate() {
            if number > 0 {
                out.push_sql(", ");
            }
            by.walk_ast(out.reborrow())?;
        }
        Ok(())
    }
}

impl<DB: Backend> QueryId for BoxedOrder<'_, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<DB: Backend> Expression for BoxedOrder<'_, DB> {
    type SqlType = expression_types::NotSelectable;
}
// Each expression was checked when it was added.
impl<DB: Backend, QS: ?Sized> AppearsOnTable<QS> for BoxedOrder<'_, DB> {}
impl<DB: Backend, GB> ValidGrouping<GB> for BoxedOrder<'_, DB> {
    type IsAggregate = is_aggregate::No;
}
