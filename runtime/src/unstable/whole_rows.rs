//! Queries whose rows are those of a model: what `.with(..)` stands on.

use std::marker::PhantomData;

use diesel::Selectable;
use diesel::backend::Backend;
use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::query_builder::{
    AsQuery, BoxedSelectStatement, FromClause, SelectClauseExpression, SelectStatement,
};
use diesel::query_source::QuerySource;

/// A query that selects the rows of the model `M`: no `select` of the user's own, or `select(M::as_select())`.
#[diagnostic::on_unimplemented(
    message = "the query has a `select` of its own: its rows are not those of the model",
    label = "a `select` in front of `with` or `with_count` would have no effect",
    note = "relations and counts are loaded onto whole rows: remove the `select`; or load a smaller struct that derives `Model`: \
            `User::query().select_as::<T>().with(..)`"
)]
pub trait WholeRows<M, Marker> {}

#[diagnostic::do_not_recommend]
impl<Q, M, Marker> WholeRows<M, Marker> for Q where Q: AsQuery<Query: SelectsRows<M, Marker>> {}

/// A `SELECT` whose rows are those of the model `M`.
pub trait SelectsRows<M, Marker> {}

#[diagnostic::do_not_recommend]
impl<M, Marker, F, S, D, W, O, LOf, G, H, LC> SelectsRows<M, Marker>
    for SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>
where
    F: QuerySource,
    S: SelectClauseExpression<FromClause<F>>,
    S::Selection: Rows<M, F::DefaultSelection, Marker>,
{
}

// What a boxed query selects is known by its type in SQL.
#[diagnostic::do_not_recommend]
impl<M, F, DB, GB> SelectsRows<M, AllColumns>
    for BoxedSelectStatement<
        '_,
        <F::DefaultSelection as Expression>::SqlType,
        FromClause<F>,
        DB,
        GB,
    >
where
    F: QuerySource<DefaultSelection: Expression>,
{
}

/// A selection of the rows of `M`, from a source with the selection `Default`.
pub trait Rows<M, Default, Marker> {}

/// All columns, as Diesel selects them.
#[derive(Debug)]
pub struct AllColumns;

/// The columns of the model, as the backend `DB` selects them.
#[derive(Debug)]
pub struct ModelColumns<DB>(PhantomData<DB>);

impl<M, S> Rows<M, S, AllColumns> for S {}
impl<M: Selectable<DB>, DB: Backend, Default> Rows<M, Default, ModelColumns<DB>>
    for AsSelect<M, DB>
{
}
