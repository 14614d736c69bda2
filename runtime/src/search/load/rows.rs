//! The rows that a search starts from: trashed rows are hidden as the request says, and not by the query.

use diesel::backend::Backend;
use diesel::query_builder::{BoxedSelectStatement, QueryFragment, SelectStatement};

use crate::declare::deletion::{HardDelete, SoftDelete};
use crate::declare::first::{First, FirstBy};
use crate::declare::scope::Scope;
use crate::declare::shape::Shaped;
use crate::declare::view::{View, WithTrashed};
use crate::declare::visibility::{IsVisible, NotTrashed, TrashedOnly, Visibility};
use crate::search::sql::dynamic::Condition;
use crate::sql::scoped::Scoped;

/// The way to delete rows of a model, as a search of the query `Q` sees it.
#[diagnostic::on_unimplemented(
    message = "this query of a model with soft deletes cannot be searched",
    label = "begin with `query()` of the model",
    note = "a search begins with `Model::search(..)`, `Model::query()..search(..)` or a relation: `user.posts().search(..)`"
)]
pub trait SearchedRows<Q> {
    /// The query, without the condition on trashed rows.
    type Rows;
    /// The rows that the query shows: `Some(false)` where trashed rows are hidden.
    const TRASHED: Option<bool>;
    /// The query, without the condition on trashed rows.
    fn searched(query: Q) -> Self::Rows;
}

impl<Q> SearchedRows<Q> for HardDelete {
    type Rows = Q;
    const TRASHED: Option<bool> = None;
    fn searched(query: Q) -> Q {
        query
    }
}

impl<C, Q, V: Visibility> SearchedRows<Scoped<Q, IsVisible<C, V>>> for SoftDelete<C> {
    type Rows = Q;
    const TRASHED: Option<bool> = V::TRASHED;
    fn searched(query: Scoped<Q, IsVisible<C, V>>) -> Q {
        query.query
    }
}

impl<C, F, S, D, W, O, LO, G, H, L> SearchedRows<SelectStatement<F, S, D, W, O, LO, G, H, L>>
    for SoftDelete<C>
{
    type Rows = SelectStatement<F, S, D, W, O, LO, G, H, L>;
    const TRASHED: Option<bool> = None;
    fn searched(query: Self::Rows) -> Self::Rows {
        query
    }
}

impl<'a, C, ST, QS, DB, GB> SearchedRows<BoxedSelectStatement<'a, ST, QS, DB, GB>>
    for SoftDelete<C>
{
    type Rows = BoxedSelectStatement<'a, ST, QS, DB, GB>;
    const TRASHED: Option<bool> = None;
    fn searched(query: Self::Rows) -> Self::Rows {
        query
    }
}

/// The rows that a relation keeps of each parent, as a search sees them.
///
/// Trashed rows are hidden by the search, so that a request can ask for them. Which row is the first of a parent, the relation says itself:
/// among trashed rows another one would be.
pub trait SearchedFirst: First {
    /// The view of the relation.
    type View: View;
    /// The trashed rows that the search hides, of a relation that shows `V`.
    fn trashed<V: Visibility>() -> Option<bool>;
}

impl SearchedFirst for () {
    type View = WithTrashed;
    fn trashed<V: Visibility>() -> Option<bool> {
        V::TRASHED
    }
}

impl<Order: Default> SearchedFirst for FirstBy<Order> {
    type View = AsDeclared;
    fn trashed<V: Visibility>() -> Option<bool> {
        None
    }
}

/// The view of a relation that shows what it declares.
#[derive(Debug, Clone, Copy)]
pub struct AsDeclared;

impl View for AsDeclared {
    type Visible<V: Visibility> = V;
    type Through<S: Scope + Default> = S;
    type Shape<S: Shaped> = S;
}

/// The condition on trashed rows, on the database `DB`.
pub trait TrashedRows<DB: Backend> {
    /// Those that are trashed, or those that are not; `None` where there are no trashed rows.
    fn condition(trashed: bool) -> Option<Condition<DB>>;
}

impl<DB: Backend> TrashedRows<DB> for HardDelete {
    fn condition(_: bool) -> Option<Condition<DB>> {
        None
    }
}

impl<C, DB> TrashedRows<DB> for SoftDelete<C>
where
    DB: Backend,
    C: Default + Send + Sync + 'static,
    IsVisible<C, NotTrashed>: QueryFragment<DB>,
    IsVisible<C, TrashedOnly>: QueryFragment<DB>,
{
    fn condition(trashed: bool) -> Option<Condition<DB>> {
        Some(match trashed {
            true => Condition::new(IsVisible::<C, TrashedOnly>::default()),
            false => Condition::new(IsVisible::<C, NotTrashed>::default()),
        })
    }
}
