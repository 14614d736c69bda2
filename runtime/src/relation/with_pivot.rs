//! The row of the pivot table beside each related row.

use crate::declare::loaded_row::Beside;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use diesel::backend::Backend;
use diesel::deserialize::StaticallySizedRow;
use diesel::dsl::{AsSelect, SqlTypeOf};
use diesel::expression::Expression;
use diesel::prelude::*;

use crate::declare::model::LoadedRow;
use crate::declare::row_names::RowNames;
use crate::relation::select::{As, Property, RowOf, Selection, Width};

/// A related row `R` of a many-to-many relation, and its row `P` of the pivot table: `role.pivot`.
///
/// It is what `belongs_to_many` with `using = ..` loads, and derefs to the related row.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let post = Post::find(1).with(Post::PLACED_TAGS.order(post_tag::place)).first(conn)?;
/// let first = &post.placed_tags[0];
/// assert_eq!((first.name.as_str(), first.pivot.place, first.pivot.note.as_deref()), ("sql", 1, Some("mostly")));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WithPivot<R, P> {
    row: R,
    /// The row of the pivot table that relates this row to its parent.
    pub pivot: P,
}

impl<R, P> WithPivot<R, P> {
    /// A related row beside a row of the pivot table, where there is none to load:
    /// [`RelatedQuery::first_or`](crate::RelatedQuery::first_or).
    pub fn new(row: R, pivot: P) -> Self {
        WithPivot { row, pivot }
    }

    /// The related row, and the row of the pivot table: `WithPivot::into_parts(tag)`. It is no method, so that it hides none of the
    /// row's own.
    pub fn into_parts(this: Self) -> (R, P) {
        (this.row, this.pivot)
    }
}

impl<R, P> Deref for WithPivot<R, P> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.row
    }
}

impl<R, P> DerefMut for WithPivot<R, P> {
    fn deref_mut(&mut self) -> &mut R {
        &mut self.row
    }
}

impl<R: LoadedRow, P> LoadedRow for WithPivot<R, P> {
    type Model = R::Model;
    type Kind = crate::declare::loaded_row::Around<()>;
    const NAMES: &'static RowNames = &RowNames::beside(&["pivot"], R::NAMES);
    fn model(this: &Self) -> &R::Model {
        R::model(&this.row)
    }
}

#[cfg(feature = "row-traits")]
crate::__row_of_a_table!(WithPivot<R, P>, row);
crate::__serde!(WithPivot<R, P>, row, pivot, "pivot");

/// The property `pivot`: the row of the pivot table, as the struct `P`.
#[derive(Debug, Clone, Copy)]
pub struct Pivot<P>(PhantomData<fn() -> P>);

impl<P> Property for Pivot<P> {
    const NAME: &'static str = "pivot";
    type Value = P;
    type With<Inner> = WithPivot<Inner, P>;
    fn wrap<Inner>(inner: Inner, pivot: P) -> WithPivot<Inner, P> {
        WithPivot { row: inner, pivot }
    }
}

/// Selects the row of the pivot table beside each related row, as the property `P`.
#[derive(Debug)]
pub struct SelectPivot<P>(PhantomData<fn() -> P>);

impl<P> SelectPivot<P> {
    /// The row of the pivot table.
    pub const NEW: Self = SelectPivot(PhantomData);
}

impl<P> Clone for SelectPivot<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for SelectPivot<P> {}

impl<P> Default for SelectPivot<P> {
    fn default() -> Self {
        Self::NEW
    }
}

impl<M, S: RowOf<M>, P: Property> RowOf<M> for (S, SelectPivot<P>) {
    type Core = S::Core;
    type Row = P::With<S::Row>;
}

impl<M, DB, S, P> Selection<M, DB> for (S, SelectPivot<P>)
where
    DB: Backend,
    S: Selection<M, DB>,
    P: Property<Value: Selectable<DB>>,
    (S::Expression, AsSelect<P::Value, DB>): Expression,
{
    type Expression = (S::Expression, AsSelect<P::Value, DB>);
    type Raw = (S::Raw, P::Value);
    const NAMES: &'static RowNames = &RowNames::beside(&[P::NAME], S::NAMES);
    fn expression(self) -> Self::Expression {
        (self.0.expression(), P::Value::as_select())
    }
    // Whether the struct of the pivot is `Clone` is not known here.
    fn copy(_: &Self::Raw) -> Option<Self::Raw> {
        None
    }
    fn row((raw, pivot): Self::Raw) -> Self::Row {
        const { S::NAMES.can_take(P::NAME) };
        P::wrap(S::row(raw), pivot)
    }
}

impl<M, DB, S, P> Width<M, DB> for (S, SelectPivot<P>)
where
    DB: Backend,
    S: Width<M, DB>,
    P: Property<Value: Selectable<DB>>,
    P::Value: StaticallySizedRow<SqlTypeOf<<P::Value as Selectable<DB>>::SelectExpression>, DB>,
{
    const WIDTH: usize = S::WIDTH + <P::Value as StaticallySizedRow<_, DB>>::FIELD_COUNT;
}

/// Tests if the struct `P` derives `Selectable`, by the precedence of inherent over trait constants.
#[derive(Debug)]
pub struct SelectableOf<P, DB>(PhantomData<(P, DB)>);

impl<P: Selectable<DB>, DB: Backend> SelectableOf<P, DB> {
    /// It does.
    pub const IS: bool = true;
}

/// Tests if the struct `P` selects columns of the table `T`.
#[derive(Debug)]
pub struct SelectsFrom<P, T, DB>(PhantomData<(P, T, DB)>);

impl<P: Selectable<DB, SelectExpression: SelectableExpression<T>>, T, DB: Backend>
    SelectsFrom<P, T, DB>
{
    /// It does.
    pub const IS: bool = true;
}

/// The constant that [`SelectableOf`] and [`SelectsFrom`] have where it does not, or where there is no such backend.
pub trait NotSelectable {
    /// It does not.
    const IS: bool = false;
}

impl<P, DB> NotSelectable for SelectableOf<P, DB> {}
impl<P, T, DB> NotSelectable for SelectsFrom<P, T, DB> {}

/// Checks that a struct derives `Selectable` for a table. Where Diesel has no backend there is nothing to ask.
#[macro_export]
#[doc(hidden)]
macro_rules! __is_row_of {
    ($Row:ty, $Table:ty, $selectable:literal, $of_table:literal) => {{
        #[allow(unused_imports)]
        use $crate::__private::NotSelectable as _;
        use $crate::__private::{
            ANY_BACKEND, Backends, Enabled, SelectableOf, SelectsFrom, assert,
        };
        assert!(
            SelectableOf::<$Row, <Enabled as Backends>::Sqlite>::IS
                || SelectableOf::<$Row, <Enabled as Backends>::Pg>::IS
                || SelectableOf::<$Row, <Enabled as Backends>::Mysql>::IS
                || !ANY_BACKEND,
            $selectable
        );
        assert!(
            SelectsFrom::<$Row, $Table, <Enabled as Backends>::Sqlite>::IS
                || SelectsFrom::<$Row, $Table, <Enabled as Backends>::Pg>::IS
                || SelectsFrom::<$Row, $Table, <Enabled as Backends>::Mysql>::IS
                || !ANY_BACKEND,
            $of_table
        );
    }};
}

pub use crate::__is_row_of;

/// The selection of a relation where nothing else was asked for: the related row, and its row of the pivot table where the
/// relation is declared with one.
pub trait Declared: Default {
    /// This selection with the columns of `T` instead of the model's.
    type Of<T>;
    /// This selection with the columns of `T` instead of the model's.
    fn of<T>(self) -> Self::Of<T>;
}

impl Declared for () {
    type Of<T> = As<T>;
    fn of<T>(self) -> As<T> {
        As::new()
    }
}

impl<P> Declared for ((), SelectPivot<P>) {
    type Of<T> = (As<T>, SelectPivot<P>);
    fn of<T>(self) -> (As<T>, SelectPivot<P>) {
        (As::new(), self.1)
    }
}

// The row of the pivot table is left alone.
impl<R, P> Beside<()> for WithPivot<R, P> {
    fn beside(&self) -> &() {
        &()
    }
}
