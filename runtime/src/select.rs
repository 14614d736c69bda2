//! What a query selects of each row: the model, and counts beside it.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::prelude::*;

use crate::{Model, RelationDef};

/// A count that a query selects beside its rows.
#[derive(Debug)]
pub struct Counted<K, E> {
    count: E,
    relation: PhantomData<fn() -> K>,
}

impl<K, E> Counted<K, E> {
    pub(crate) fn new(count: E) -> Self {
        let relation = PhantomData;
        Counted { count, relation }
    }
}

impl<K, E: Clone> Clone for Counted<K, E> {
    fn clone(&self) -> Self {
        Counted::new(self.count.clone())
    }
}

impl<K, E: Copy> Copy for Counted<K, E> {}

/// Which type a row has. Structure only: the bounds of Diesel are in [`Selection`], so that naming a row costs the
/// compiler nothing.
pub trait RowOf<M> {
    /// The row.
    type Row;
}

impl<M> RowOf<M> for () {
    type Row = M;
}

impl<M, S: RowOf<M>, K: RelationDef, E> RowOf<M> for (S, Counted<K, E>) {
    type Row = K::WithCount<S::Row>;
}

/// What is selected, and how a row comes of it.
pub trait Selection<M, DB: Backend>: RowOf<M> {
    /// The select clause.
    type Expression: Expression;
    /// What Diesel decodes.
    type Raw;
    /// Whether [`copy`](Self::copy) gives copies: whether the model is `Clone`.
    const COPIES: bool;
    /// The select clause.
    fn expression(self) -> Self::Expression;
    /// A copy of what was decoded, for another parent with the same key.
    fn copy(raw: &Self::Raw) -> Option<Self::Raw>;
    /// The row.
    fn row(raw: Self::Raw) -> Self::Row;
}

impl<M, DB> Selection<M, DB> for ()
where
    DB: Backend,
    M: Model + Selectable<DB>,
    AsSelect<M, DB>: Expression,
{
    type Expression = AsSelect<M, DB>;
    type Raw = M;
    const COPIES: bool = M::CLONE.is_some();
    fn expression(self) -> Self::Expression {
        M::as_select()
    }
    fn copy(raw: &M) -> Option<M> {
        M::CLONE.map(|clone| clone(raw))
    }
    fn row(raw: M) -> M {
        raw
    }
}

impl<M, DB, S, K, E> Selection<M, DB> for (S, Counted<K, E>)
where
    DB: Backend,
    S: Selection<M, DB>,
    K: RelationDef,
    (E, S::Expression): Expression,
{
    // The model last: Diesel decodes a `Selectable` in front of other columns only at the top of a selection.
    type Expression = (E, S::Expression);
    type Raw = (i64, S::Raw);
    const COPIES: bool = S::COPIES;
    fn expression(self) -> Self::Expression {
        (self.1.count, self.0.expression())
    }
    fn copy((count, raw): &Self::Raw) -> Option<Self::Raw> {
        Some((*count, S::copy(raw)?))
    }
    fn row((count, raw): Self::Raw) -> Self::Row {
        K::wrap_count(S::row(raw), count)
    }
}
