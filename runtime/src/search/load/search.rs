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
use crate::query::related_query::{KeyOf, OfParent, RelatedQuery};
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
        Search::of(Query::new(rows, Self::DEFAULTS, (), false), request)
    }
}

impl<M: Searchable> ModelSearch for M {}

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P> {
    /// A search of a query that hides trashed rows, or of one that does not.
    fn of<All>(query: Query<M, All, L, S>, request: &'r SearchRequest) -> Self
    where
        P: Default,
        M: Model<Deletion: SearchedRows<All, Rows = Q>>,
    {
        Search {
            query: query.refine(Change::Same, M::Deletion::searched),
            request,
            limits: SearchLimits::default(),
            trashed: <M::Deletion as SearchedRows<All>>::TRASHED,
            parent: P::default(),
            found_by: PhantomData,
        }
    }
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// Narrows the query by a request: `Post::query().filter(posts::tenant.eq(7)).search(&request)`. The conditions of the query hold, and its
    /// order comes before that of the request.
    pub fn search(
        self,
        request: &SearchRequest,
    ) -> Search<'_, M, <M::Deletion as SearchedRows<Q>>::Rows, L, S>
    where
        M: Searchable<Deletion: SearchedRows<Q>>,
        Q: AsQuery<Query: Unlimited>,
    {
        Search::of(self, request)
    }
}

/// The rows of a relation of one parent, as a query of the related model.
#[diagnostic::on_unimplemented(
    message = "a search is made of all rows of a relation: this one has a `limit`, or cannot be searched",
    label = "cannot be searched",
    note = "a request brings its own limit: take that of the relation away"
)]
pub trait RowsOfParent<M, L, S> {
    /// The rows.
    type Rows;
    /// The query.
    fn rows_of_parent(self) -> Query<M, Self::Rows, L, S>;
}

#[diagnostic::do_not_recommend]
impl<K, Q, L, S> RowsOfParent<K::Related, L, S> for RelatedQuery<K, Q, L, S>
where
    K: Keyed,
    Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
    OfParent<K, Q>: AsQuery<Query: Unlimited>,
    S: RowOf<K::Related>,
    L: Loads,
{
    type Rows = OfParent<K, Q>;
    fn rows_of_parent(self) -> Query<K::Related, OfParent<K, Q>, L, S> {
        self.into_query()
    }
}

/// A relation, as a search of its rows sees it.
type SearchedView<K> = Viewed<K, <<K as RelationDef>::First as SearchedFirst>::View>;

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Narrows the rows of a parent by a request: `user.posts().search(&request)`. Rows of another parent are never found, whatever the
    /// request says.
    pub fn search<Rows>(
        self,
        request: &SearchRequest,
    ) -> Search<'_, K::Related, Rows, L, S, Parent<K>>
    where
        K: RelationDef<Related: Searchable, First: SearchedFirst>,
        RelatedQuery<SearchedView<K>, Q, L, S>: RowsOfParent<K::Related, L, S, Rows = Rows>,
    {
        let key = self.key().cloned();
        Search {
            query: self.of::<SearchedView<K>>().rows_of_parent(),
            request,
            limits: SearchLimits::default(),
            trashed: K::First::trashed::<K::Visible>(),
            parent: Parent { key },
            found_by: PhantomData,
        }
    }
}
