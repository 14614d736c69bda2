//! The selection of a query: the model, or a smaller struct, and values beside it.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::deserialize::StaticallySizedRow;
use diesel::dsl::{AsSelect, SqlTypeOf};
use diesel::expression::Expression;
use diesel::prelude::*;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::row_names::RowNames;

/// A value beside a row, under a name: a count, or what [`property!`](crate::property) declares.
pub trait Property {
    /// The name of the field.
    const NAME: &'static str;
    /// The type of the value.
    type Value;
    /// The row with the value.
    type With<Inner>;
    /// Puts the value beside the row.
    fn wrap<Inner>(inner: Inner, value: Self::Value) -> Self::With<Inner>;
}

/// The property `posts_count` of the relation `K`.
#[derive(Debug, Clone, Copy)]
pub struct CountProperty<K>(PhantomData<fn() -> K>);

impl<K: RelationDef> Property for CountProperty<K> {
    const NAME: &'static str = K::COUNT;
    type Value = i64;
    type With<Inner> = K::WithCount<Inner>;
    fn wrap<Inner>(inner: Inner, count: i64) -> K::WithCount<Inner> {
        K::wrap_count(inner, count)
    }
}

/// An expression that a query selects beside its rows, as the property `P`.
#[derive(Debug)]
pub struct Selected<P, E> {
    expression: E,
    property: PhantomData<fn() -> P>,
}

impl<P, E> Selected<P, E> {
    pub(crate) fn new(expression: E) -> Self {
        let property = PhantomData;
        Selected {
            expression,
            property,
        }
    }

    pub(crate) fn into_expression(self) -> E {
        self.expression
    }
}

impl<P, E: Clone> Clone for Selected<P, E> {
    fn clone(&self) -> Self {
        Selected::new(self.expression.clone())
    }
}

impl<P, E: Copy> Copy for Selected<P, E> {}

/// The columns of a smaller struct `T` instead of the model's: [`select_as`](crate::Relation::select_as).
#[derive(Debug)]
pub struct As<T>(PhantomData<fn() -> T>);

impl<T> As<T> {
    pub(crate) fn new() -> Self {
        As(PhantomData)
    }
}

impl<T> Clone for As<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for As<T> {}

/// The type of a row. Structure only: the bounds of Diesel are in [`Selection`], so that naming a row costs the
/// compiler nothing.
pub trait RowOf<M> {
    /// The struct at the core of the row, whose relations can be loaded with it.
    type Core;
    /// The row.
    type Row;
}

impl<M> RowOf<M> for () {
    type Core = M;
    type Row = M;
}

impl<M, T> RowOf<M> for As<T> {
    type Core = T;
    type Row = T;
}

impl<M, S: RowOf<M>, P: Property, E> RowOf<M> for (S, Selected<P, E>) {
    type Core = S::Core;
    type Row = P::With<S::Row>;
}

/// A selection, and how a row comes of it.
pub trait Selection<M, DB: Backend>: RowOf<M> {
    /// The select clause.
    type Expression: Expression;
    /// The value that Diesel decodes.
    type Raw;
    /// The names of the fields of the row, as far as they are known.
    const NAMES: &'static RowNames;
    /// The select clause.
    fn expression(self) -> Self::Expression;
    /// A copy of what was decoded, for another parent with the same key, where the model is `Clone`. Otherwise the row is
    /// decoded again.
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
    const NAMES: &'static RowNames = M::NAMES;
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

// Whether `T` is `Clone`, and which fields it has, is not known here, as it need not be a model.
impl<M, T, DB> Selection<M, DB> for As<T>
where
    DB: Backend,
    T: Selectable<DB>,
    AsSelect<T, DB>: Expression,
{
    type Expression = AsSelect<T, DB>;
    type Raw = T;
    const NAMES: &'static RowNames = &RowNames::of(&[]);
    fn expression(self) -> Self::Expression {
        T::as_select()
    }
    fn copy(_: &T) -> Option<T> {
        None
    }
    fn row(raw: T) -> T {
        raw
    }
}

impl<M, DB, S, P, E> Selection<M, DB> for (S, Selected<P, E>)
where
    DB: Backend,
    S: Selection<M, DB>,
    P: Property<Value: Clone>,
    (E, S::Expression): Expression,
{
    // The model last: Diesel decodes a `Selectable` in front of other columns only at the top of a selection.
    type Expression = (E, S::Expression);
    type Raw = (P::Value, S::Raw);
    const NAMES: &'static RowNames = &RowNames::beside(&[P::NAME], S::NAMES);
    fn expression(self) -> Self::Expression {
        (self.1.expression, self.0.expression())
    }
    fn copy((value, raw): &Self::Raw) -> Option<Self::Raw> {
        Some((value.clone(), S::copy(raw)?))
    }
    fn row((value, raw): Self::Raw) -> Self::Row {
        const { S::NAMES.can_take(P::NAME) };
        P::wrap(S::row(raw), value)
    }
}

/// The number of columns of a selection.
pub trait Width<M, DB> {
    /// The number of them.
    const WIDTH: usize;
}

impl<M, DB> Width<M, DB> for ()
where
    DB: Backend,
    M: Selectable<DB> + StaticallySizedRow<SqlTypeOf<<M as Selectable<DB>>::SelectExpression>, DB>,
{
    const WIDTH: usize = M::FIELD_COUNT;
}

impl<M, T, DB> Width<M, DB> for As<T>
where
    DB: Backend,
    T: Selectable<DB> + StaticallySizedRow<SqlTypeOf<<T as Selectable<DB>>::SelectExpression>, DB>,
{
    const WIDTH: usize = T::FIELD_COUNT;
}

impl<M, DB, S: Width<M, DB>, P, E> Width<M, DB> for (S, Selected<P, E>) {
    const WIDTH: usize = 1 + S::WIDTH;
}
