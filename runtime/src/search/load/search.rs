//! A search: a query, and a request that narrows it.

use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_builder::AsQuery;
use diesel::query_dsl::methods::{
    BoxedDsl, FilterDsl, LimitDsl, OffsetDsl, SelectDsl, ThenOrderDsl,
};
use diesel::result::Error::NotFound;

use crate::declare::deletion::Deletion as _;
use crate::declare::model::Model;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::soft_delete;
use crate::declare::view::{Viewed, WithTrashed};
use crate::declare::visibility::Visibility;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch, Shared};
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::query::model_query::Query;
use crate::query::paginate::{Page, Total};
use crate::query::related_query::{KeyOf, OfParent, RelatedQuery};
use crate::relation::refine::RelationQuery;
use crate::relation::select::{RowOf, Selection};
use crate::search::build::filter::all_of;
use crate::search::build::list::{Fields, ReadFields};
use crate::search::declare::searchable::Searchable;
use crate::search::error::SearchError;
use crate::search::load::extras::{ExtraColumns, Extras, FoundRaw, WithExtras};
use crate::search::load::found::Found;
use crate::search::load::include::PivotOf;
use crate::search::load::plan::{LoadsOf, Plan, SearchedOn};
use crate::search::load::rows::SearchedRows;
use crate::search::request::limits::SearchLimits;
use crate::search::request::request::SearchRequest;
use crate::search::sql::dynamic::Condition;
use crate::search::sql::order::{Order, Ordering};
use crate::sql::delegate::{Change, Refine};
use crate::unstable::load_each::ReadAs;
use crate::unstable::unlimited::{Unlimited, WithoutLimit};

/// A query that a request narrows: `Post::search(&request)`, `user.posts().search(&request)`.
///
/// The conditions of the query always hold, whatever the request says. [`load`](Self::load) returns one page of rows, with the relations and
/// aggregates that the request asks for. `P` are the columns of a pivot table that the request may name, too.
#[derive(Debug, Clone)]
#[must_use = "a search is only sent by `load`, `first` or `count`"]
pub struct Search<'r, M, Q, L, S, P = ()> {
    query: Query<M, Q, L, S>,
    request: &'r SearchRequest,
    limits: SearchLimits,
    /// The rows that the query shows, where it was said by the query.
    trashed: Option<bool>,
    pivot: PhantomData<fn() -> P>,
}

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P> {
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
        M: Model<Deletion: SearchedRows<All, Rows = Q>>,
    {
        Search {
            query: query.refine(Change::Same, M::Deletion::searched),
            request,
            limits: SearchLimits::default(),
            trashed: <M::Deletion as SearchedRows<All>>::TRASHED,
            pivot: PhantomData,
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

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Narrows the rows of a parent by a request: `user.posts().search(&request)`. Rows of another parent are never found, whatever the
    /// request says.
    pub fn search<Rows>(
        self,
        request: &SearchRequest,
    ) -> Search<'_, K::Related, Rows, L, S, PivotOf<K>>
    where
        K::Related: Searchable,
        RelatedQuery<Viewed<K, WithTrashed>, Q, L, S>: RowsOfParent<K::Related, L, S, Rows = Rows>,
    {
        // Trashed rows are hidden by the search.
        Search {
            query: self.of::<Viewed<K, WithTrashed>>().rows_of_parent(),
            request,
            limits: SearchLimits::default(),
            trashed: K::Visible::TRASHED,
            pivot: PhantomData,
        }
    }
}

/// A search that the connection `C` can send.
#[diagnostic::on_unimplemented(
    message = "this search cannot be sent with this connection",
    label = "cannot be sent",
    note = "the fields of the model and of its relations need types that Diesel and serde read and write, and the feature of the database: \
            `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait SendSearch<Mode, C>: Sized {
    /// A row, with the relations that the request loads.
    type Row;
    /// Sends the statements of a page.
    fn load_page(self, conn: &mut C) -> impl Future<Output = Result<Page<Self::Row>, SearchError>>;
}

type KeysOf<M> = <<M as Model>::Table as diesel::Table>::PrimaryKey;
type BoxedRows<'r, Q, DB> = dsl::IntoBoxed<'r, Q, DB>;
type Columns<M, S, DB> = WithExtras<<S as Selection<M, DB>>::Expression, DB>;
type RawOf<M, S, P, DB> = FoundRaw<
    <S as Selection<M, DB>>::Raw,
    <<S as Selection<M, DB>>::Expression as ReadAs<<S as Selection<M, DB>>::Raw, DB>>::RowSql,
    ExtrasOf<M, P>,
>;
type ExtrasOf<M, P> =
    Extras<<M as Searchable>::Sorts, P, <M as Searchable>::Key, <M as Searchable>::Aggregates>;

impl<'r, M, Q, L, S, P, C, Mode, DB> SendSearch<Mode, C> for Search<'r, M, Q, L, S, P>
where
    C: Driver<Mode, DB = DB>,
    DB: Dialect,
    M: SearchedOn<DB>,
    P: Fields<DB> + ReadFields<DB>,
    S: Selection<M, DB, Expression: ReadAs<S::Raw, DB>>,
    Q: BoxedDsl<'r, DB>,
    BoxedRows<'r, Q, DB>:
        FilterDsl<Condition<DB>, Output = BoxedRows<'r, Q, DB>> + SelectDsl<KeysOf<M>>,
    KeysOf<M>: Expression,
    dsl::Select<BoxedRows<'r, Q, DB>, KeysOf<M>>: WithoutLimit + SelectDsl<Columns<M, S, DB>>,
    C: Fetch<Mode, Total<Shared<dsl::Select<BoxedRows<'r, Q, DB>, KeysOf<M>>>>, i64>,
    Columns<M, S, DB>: Expression,
    FoundRows<'r, M, Q, S, DB>: ThenOrderDsl<Ordering<DB>, Output = FoundRows<'r, M, Q, S, DB>>
        + LimitDsl<Output = FoundRows<'r, M, Q, S, DB>>
        + OffsetDsl<Output = FoundRows<'r, M, Q, S, DB>>,
    C: Fetch<Mode, FoundRows<'r, M, Q, S, DB>, RawOf<M, S, P, DB>>,
    (L, LoadsOf<M, DB>): Eager<Mode, C, Found<S::Row>>,
{
    type Row = <(L, LoadsOf<M, DB>) as Loads>::Loaded<Found<S::Row>>;

    async fn load_page(self, conn: &mut C) -> Result<Page<Self::Row>, SearchError> {
        let plan = Plan::<M, DB>::new::<P>(self.request, &self.limits, self.trashed)?;
        let none = self.query.is_none();
        let (query, loads, selection) = self.query.into_parts();
        let (mut total, mut rows) = (0, Vec::new());
        if !none {
            let mut query = BoxedDsl::internal_into_boxed(query);
            if !plan.conditions.is_empty() {
                query = FilterDsl::filter(query, all_of(plan.conditions));
            }
            // The same query twice, without a copy of it: the first statement gives it back.
            let keys = diesel::Table::primary_key(&M::Table::default());
            let query = Arc::new(SelectDsl::select(query, keys).without_limit());
            let count = Total::of(Shared::of(Arc::clone(&query)));
            conn.fetch(count, |count| total = count).await?;
            let query = Arc::into_inner(query).ok_or(NotFound)?;

            let columns = ExtraColumns {
                sorted: Vec::new(),
                aggregates: plan.aggregates,
            };
            let mut query =
                SelectDsl::select(query, WithExtras::new(selection.expression(), columns));
            if !plan.order.is_empty() {
                let order = plan.order.into_iter();
                let order = order.map(|by| (by.operand, by.descending)).collect();
                query = ThenOrderDsl::then_order_by(query, Ordering::new(Order(order)));
            }
            let query = LimitDsl::limit(query, i64::from(plan.per_page));
            // More than a database can count is behind every row.
            let offset = i64::from(plan.page - 1).saturating_mul(i64::from(plan.per_page));
            let query = OffsetDsl::offset(query, offset);
            let shown = plan.shown;
            conn.fetch(query, |found: RawOf<M, S, P, DB>| {
                let row = S::row(found.raw);
                rows.push(Found::new(row, found.extras.aggregates, Arc::clone(&shown)));
            })
            .await?;
        }
        let loads = (loads, plan.includes);
        let rows = loads.load_onto(rows, Extent::default(), conn).await?;
        Ok(Page {
            rows,
            total,
            page: plan.page,
            per_page: plan.per_page,
        })
    }
}

/// The statement of the rows.
type FoundRows<'r, M, Q, S, DB> =
    dsl::Select<dsl::Select<BoxedRows<'r, Q, DB>, KeysOf<M>>, Columns<M, S, DB>>;

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P> {
    /// Loads the page that the request asks for: `SELECT COUNT(*) FROM (..)`, the rows of the page, and one statement for each relation.
    ///
    /// # Errors
    ///
    /// [`SearchError::Request`] for a request that asks for what the model does not allow, before anything is sent; otherwise Diesel's errors.
    pub fn load<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<Page<<Self as SendSearch<Mode, C>>::Row>, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, C, Mode>,
    >
    where
        C: Driver<Mode>,
        Self: SendSearch<Mode, C>,
    {
        <C as Driver<Mode>>::run(self.load_page(conn))
    }
}
