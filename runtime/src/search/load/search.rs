//! A search: a query, and a request that narrows it.

use std::marker::PhantomData;

use diesel::query_builder::AsQuery;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::deletion::Deletion as _;
use crate::declare::model::Model;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::soft_delete;
use crate::declare::view::Viewed;
use crate::load::eager::Loads;
use crate::query::model_query::Query;
use crate::query::related_query::{KeyOf, RelatedQuery};
use crate::relation::checked::{Fails, Fits, Never};
use crate::relation::refine::RelationQuery;
use crate::relation::select::RowOf;
use crate::search::declare::searchable::Searchable;
use crate::search::load::parent::Parent;
use crate::search::load::rows::{SearchedFirst, SearchedRows};
use crate::search::request::limits::SearchLimits;
use crate::search::request::request::SearchRequest;
use crate::sql::delegate::{Change, Refine as _};
use crate::unstable::unlimited::Unlimited;

/// A query that a request narrows: `Post::search(&request)`, `user.posts().search(&request)`.
///
/// The conditions of the query always hold, whatever the request says. [`load`](Self::load) returns one page of rows, with the relations and
/// aggregates that the request asks for. `P` is the [`Parent`] of the rows, where they are those of a relation, and `K` the
/// column by which single rows are found, where [`by`](Self::by) names one.
#[derive(Debug, Clone)]
#[must_use = "a search is only sent by `load`, `first` or `count`"]
pub struct Search<'r, M, Q, L, S, P = (), K = ()> {
    pub(crate) query: Query<M, Q, L, S>,
    pub(crate) request: &'r SearchRequest,
    pub(crate) limits: SearchLimits,
    /// The rows that the query shows, where it was said by the query.
    pub(crate) trashed: Option<bool>,
    /// The [`Parent`] of the rows, or `()`.
    pub(crate) parent: P,
    pub(crate) found_by: PhantomData<fn() -> K>,
}

impl<'r, M, Q, L, S, P, K> Search<'r, M, Q, L, S, P, K> {
    /// Other limits of what a request may ask for: the number of filters, their depth and the like.
    pub fn limits(self, limits: SearchLimits) -> Self {
        Search { limits, ..self }
    }
}

/// A search of all rows of a model.
pub type SearchOf<'r, M> = Search<
    'r,
    M,
    <<M as Model>::Deletion as SearchedRows<RowsOf<M>>>::Rows,
    <M as Model>::Defaults,
    (),
>;

type RowsOf<M> = soft_delete::RowsOf<M, <M as Model>::Base>;

/// The verb [`search`](Self::search) of models that declare `#[model(search(..))]`.
///
/// [The page of searches](crate::search) has examples.
///
/// An associated function `search` of the model itself wins over this one, which is then `ModelSearch::search`.
#[doc(alias = "lookFor")]
#[doc(alias = "orion")]
#[doc(alias = "filterBy")]
#[doc(alias = "filterableBy")]
#[doc(alias = "sortableBy")]
#[doc(alias = "searchableBy")]
#[doc(alias = "allowedFilters")]
#[doc(alias = "allowedSorts")]
#[doc(alias = "allowedIncludes")]
#[doc(alias = "QueryBuilder")]
pub trait ModelSearch: Searchable {
    /// A search of all rows of the model.
    fn search(request: &SearchRequest) -> SearchOf<'_, Self>
    where
        Self::Deletion: SearchedRows<RowsOf<Self>>,
    {
        let rows = Self::Deletion::rows(Self::base());
        let query: Query<Self, _, _, ()> = Query::new(rows, Self::DEFAULTS, (), false);
        let trashed = <Self::Deletion as SearchedRows<RowsOf<Self>>>::TRASHED;
        let query = query.refine(Change::Same, Self::Deletion::searched);
        Search::new(query, trashed, request, ())
    }
}

impl<M: Searchable> ModelSearch for M {}

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P> {
    /// `trashed`: the rows that the query shows, where the search hides the others.
    fn new(
        query: Query<M, Q, L, S>,
        trashed: Option<bool>,
        request: &'r SearchRequest,
        parent: P,
    ) -> Self {
        Search {
            query,
            request,
            limits: SearchLimits::default(),
            trashed,
            parent,
            found_by: PhantomData,
        }
    }
}

/// A model that requests can search, as the model `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be searched",
    label = "`{Self}` has no `search(..)`",
    note = "add `#[model(search(filter(..), sort(..)))]` to `{Self}`: it lists what requests may name"
)]
pub trait Searched<M> {}

#[diagnostic::do_not_recommend]
impl<M: Searchable> Searched<M> for M {}
#[diagnostic::do_not_recommend]
impl<M: Never> Searched<()> for M {}

/// A model whose query `Q` a request can narrow: one of the rows `Rows`, which trashed rows are not hidden from.
#[diagnostic::on_unimplemented(
    message = "a search is made of a whole query: this one has a `limit` or an `offset`, or cannot be searched",
    label = "cannot be searched",
    note = "a request brings its own limit: take that of the query away"
)]
pub trait Narrows<Q, Rows, L, S, Is>: Sized {
    /// The rows that the query shows: `Some(false)` where it is the search that hides trashed rows.
    const TRASHED: Option<bool>;
    /// The query of these rows.
    fn narrow(query: Q) -> Query<Self, Rows, L, S>;
}

#[diagnostic::do_not_recommend]
impl<M, Q, L, S> Narrows<Query<M, Q, L, S>, <M::Deletion as SearchedRows<Q>>::Rows, L, S, Fits>
    for M
where
    M: Model<Deletion: SearchedRows<Q>>,
    Q: AsQuery<Query: Unlimited>,
{
    const TRASHED: Option<bool> = <M::Deletion as SearchedRows<Q>>::TRASHED;
    fn narrow(query: Query<M, Q, L, S>) -> Query<M, <M::Deletion as SearchedRows<Q>>::Rows, L, S> {
        query.refine(Change::Same, M::Deletion::searched)
    }
}

#[diagnostic::do_not_recommend]
impl<M, K, Q, Rows, L, S> Narrows<RelatedQuery<K, Q, L, S>, Rows, L, S, Fits> for M
where
    M: Model,
    K: Keyed + RelationDef<Related = M>,
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>, Output = Rows>>,
    Rows: AsQuery<Query: Unlimited>,
    S: RowOf<M>,
    L: Loads,
{
    // The view of the relation says it.
    const TRASHED: Option<bool> = None;
    fn narrow(query: RelatedQuery<K, Q, L, S>) -> Query<M, Rows, L, S> {
        query.into_query()
    }
}

#[diagnostic::do_not_recommend]
impl<M: Never, Q, L, S> Narrows<Q, (), L, S, Fails> for M {
    const TRASHED: Option<bool> = None;
    fn narrow(_: Q) -> Query<M, (), L, S> {
        M::anything()
    }
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// Narrows the query by a request: `Post::query().filter(posts::tenant.eq(7)).search(&request)`. The conditions of the query hold, and its
    /// order comes before that of the request.
    ///
    /// The compiler infers the types: `Me` is the model, and `Rows` the query without its condition on trashed rows.
    pub fn search<Me, Rows, Is>(self, request: &SearchRequest) -> Search<'_, Me, Rows, L, S>
    where
        M: Searched<Me>,
        Me: Narrows<Self, Rows, L, S, Is>,
    {
        Search::new(Me::narrow(self), Me::TRASHED, request, ())
    }
}

/// A relation, as a search of its rows sees it.
type SearchedView<K> = Viewed<K, <<K as RelationDef>::First as SearchedFirst>::View>;

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Narrows the rows of a parent by a request: `user.posts().search(&request)`. Rows of another parent are never found, whatever the
    /// request says.
    ///
    /// The compiler infers the types: `Me` is the related model, and `Rows` the query of its rows.
    pub fn search<Me, Rows, Is>(
        self,
        request: &SearchRequest,
    ) -> Search<'_, Me, Rows, L, S, Parent<K>>
    where
        K: RelationDef<Related: Searched<Me>, First: SearchedFirst>,
        Me: Narrows<RelatedQuery<SearchedView<K>, Q, L, S>, Rows, L, S, Is>,
    {
        let key = self.key().cloned();
        let query = Me::narrow(self.of::<SearchedView<K>>());
        let trashed = K::First::trashed::<K::Visible>();
        Search::new(query, trashed, request, Parent { key })
    }
}
