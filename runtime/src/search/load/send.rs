//! The statements of a search, and its terminals.

use std::future::Future;
use std::sync::Arc;

use diesel::query_builder::AsQuery;
use diesel::result::Error::NotFound;
use diesel::sql_types::Untyped;

use crate::declare::model::Model;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch};
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::query::paginate::Page;
use crate::relation::select::{RowOf, Selection};
use crate::search::build::keyset::{Cursor, behind, names};
use crate::search::build::sort::SortedBy;
use crate::search::declare::searchable::Searchable;
use crate::search::error::{ErrorCode, InvalidRequest, RequestError, SearchError};
use crate::search::load::cursor_page::{CursorPage, Ends, cut};
use crate::search::load::extras::{ExtraColumns, Extras, FoundRaw, WithExtras};
use crate::search::load::found::Found;
use crate::search::load::parent::Between;
use crate::search::load::plan::{LoadsOf, Plan, SearchedOn};
use crate::search::load::row::{FoundRow, IncludedRows};
use crate::search::load::search::Search;
use crate::search::request::request::SearchRequest;
use crate::search::sql::dynamic::Operand;
use crate::search::sql::order::{Order, Ordering};
use crate::search::sql::statement::{CountRows, Rows, SelectRows, Twins};
use crate::unstable::read_as::ReadAs;

/// A connection that can send the search `S`, of rows `R`, with the relations that the request loads.
#[diagnostic::on_unimplemented(
    message = "this search cannot be sent with this connection",
    label = "cannot send the search",
    note = "the model and each model that it includes need `#[derive(Queryable, Selectable)]` with fields that fit their columns; \
            `#[diesel(check_for_backend(..))]` on it shows which field does not",
    note = "the feature of the database is on in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait SendSearch<Mode, S, R> {
    /// Sends the statements.
    #[doc(hidden)]
    fn send_search(
        &mut self,
        search: S,
        what: What,
    ) -> impl Future<Output = Result<Sent<R>, SearchError>>;
}

/// The answer that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A page by its number, and the number of rows on all pages.
    Page,
    /// A page that begins behind a row.
    ByCursor,
    /// The first row.
    First,
    /// The number of rows.
    Count,
}

/// The answer.
#[derive(Debug)]
pub struct Sent<R> {
    rows: Vec<R>,
    total: i64,
    page: u32,
    per_page: u32,
    ends: Ends,
}

type KeysOf<M> = <<M as Model>::Table as diesel::Table>::PrimaryKey;
pub(crate) type Columns<M, S, DB> = WithExtras<<S as Selection<M, DB>>::Expression, DB>;
/// A row that was found, with its relations.
type Loaded<M, L, S, DB> = <(L, LoadsOf<M, DB>) as Loads>::Loaded<Found<<S as RowOf<M>>::Row>>;
pub(crate) type RawOf<M, S, P, DB> = FoundRaw<
    <S as Selection<M, DB>>::Raw,
    <<S as Selection<M, DB>>::Expression as ReadAs<<S as Selection<M, DB>>::Raw, DB>>::RowSql,
    Extras<<M as Searchable>::Sorts, P, <M as Searchable>::Key, <M as Searchable>::Aggregates>,
>;

#[diagnostic::do_not_recommend]
impl<'r, M, Q, L, S, P, C, Mode, DB>
    SendSearch<Mode, Search<'r, M, Q, L, S, P>, Loaded<M, L, S, DB>> for C
where
    C: Driver<Mode, DB = DB>,
    DB: Dialect,
    M: SearchedOn<DB>,
    P: Between<DB>,
    S: Selection<M, DB, Expression: ReadAs<S::Raw, DB>>,
    Q: AsQuery,
    C: Fetch<Mode, CountRows<Q::Query, KeysOf<M>, DB>, i64>,
    C: Fetch<Mode, SelectRows<Q::Query, Columns<M, S, DB>, Untyped, DB>, RawOf<M, S, P, DB>>,
    (L, LoadsOf<M, DB>): Eager<Mode, C, Found<S::Row>>,
{
    async fn send_search(
        &mut self,
        search: Search<'r, M, Q, L, S, P>,
        what: What,
    ) -> Result<Sent<Loaded<M, L, S, DB>>, SearchError> {
        let conn = self;
        let mut plan = Plan::<M, DB>::new::<P>(search.request, &search.limits, search.trashed)?;
        let cursor = cursor_of(search.request, what, &mut plan)?;
        let mut sent = Sent {
            rows: Vec::new(),
            total: 0,
            page: plan.page,
            per_page: plan.per_page,
            ends: Ends::default(),
        };
        let none = search.query.is_none();
        let (query, loads, selection) = search.query.into_parts();
        let mut rows = Vec::new();
        if !none {
            let conditions = std::mem::take(&mut plan.conditions);
            let found = Rows::new(query.as_query(), conditions);
            if matches!(what, What::Page | What::Count) {
                let key = diesel::Table::primary_key(&M::Table::default());
                let count = CountRows::new(found.clone(), key);
                conn.fetch(count, |count| sent.total = count).await?;
            }
            if what != What::Count {
                let twins = plan.twins(what, cursor.as_ref());
                let columns = WithExtras::new(selection.expression(), plan.columns(what));
                let order = plan.ordered(cursor.as_ref(), false);
                let (limit, offset) = extent(what, &plan);
                // The cursor knows of no other order.
                let query = SelectRows::new(found, columns, order)
                    .reorder(what == What::ByCursor)
                    .twins(twins)
                    .part(limit, offset);
                conn.fetch(query, |found: RawOf<M, S, P, DB>| {
                    let row = S::row(found.raw);
                    let extras = found.extras;
                    let row = Found::new(row, extras.aggregates, Arc::clone(&plan.shown));
                    rows.push((row, extras.sorted));
                })
                .await?;
            }
        }
        if what == What::ByCursor {
            let sort = names(&plan.order, &plan.sorted);
            sent.ends = cut(&mut rows, plan.per_page, sort, cursor.as_ref());
        }
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        let loads = (loads, plan.includes);
        sent.rows = loads.load_onto(rows, Extent::default(), conn).await?;
        Ok(sent)
    }
}

/// The number of rows to load, and of those to leave out.
fn extent<M: SearchedOn<DB>, DB: Dialect>(what: What, plan: &Plan<M, DB>) -> (i64, i64) {
    let per_page = i64::from(plan.per_page);
    match what {
        What::First => (1, 0),
        // One more tells if there is another page.
        What::ByCursor => (per_page + 1, 0),
        // More than a database can count is behind every row.
        _ => (per_page, i64::from(plan.page - 1).saturating_mul(per_page)),
    }
}

/// The cursor of a request, whose condition is added to the plan.
fn cursor_of<M: SearchedOn<DB>, DB: Dialect>(
    request: &SearchRequest,
    what: What,
    plan: &mut Plan<M, DB>,
) -> Result<Option<Cursor>, InvalidRequest> {
    let error = |key, code, message: &str| {
        InvalidRequest::from(RequestError::new(request.place().key(key), code, message))
    };
    match (what, &request.cursor, request.page) {
        (What::ByCursor, Some(text), _) => {
            let cursor = Cursor::read(text);
            let behind = cursor
                .as_ref()
                .and_then(|it| behind(it, &plan.order, &plan.sorted));
            let message = "this cursor is not one of this search and its order";
            let behind =
                behind.ok_or_else(|| error("cursor", ErrorCode::InvalidCursor, message))?;
            plan.conditions.push(behind);
            Ok(cursor)
        }
        (What::ByCursor, None, Some(_)) => {
            let message = "pages are found by a cursor here, not by a number";
            Err(error("page", ErrorCode::NotAllowed, message))
        }
        (What::Page, Some(_), _) => {
            let message = "pages are found by a number here, not by a cursor";
            Err(error("cursor", ErrorCode::NotAllowed, message))
        }
        _ => Ok(None),
    }
}

impl<M: SearchedOn<DB>, DB: Dialect> Plan<M, DB> {
    /// The columns behind those of the row.
    fn columns(&mut self, what: What) -> ExtraColumns<DB> {
        let sorted = match what {
            What::ByCursor => self.selected(false),
            _ => Vec::new(),
        };
        ExtraColumns {
            sorted,
            aggregates: std::mem::take(&mut self.aggregates),
        }
    }

    /// The columns that tell apart rows that a pivot table has twice.
    fn twins(&self, what: What, cursor: Option<&Cursor>) -> Twins<DB> {
        let order = self.ordered(cursor, true);
        let columns = (what == What::ByCursor && order.is_some()).then(|| {
            Operand::new(ExtraColumns {
                sorted: self.selected(true),
                aggregates: Vec::new(),
            })
        });
        Twins { columns, order }
    }

    /// The parts of the order that are the key of a pivot table, or those that are not.
    fn parts(&self, of_pivot: bool) -> impl Iterator<Item = &SortedBy<DB>> {
        let is_part = move |by: &&SortedBy<DB>| self.sorted[by.field].is_pivot_key() == of_pivot;
        self.order.iter().filter(is_part)
    }

    /// The columns of these parts, to be read.
    fn selected(&self, of_pivot: bool) -> Vec<(usize, Operand<DB>)> {
        let selected = |by: &SortedBy<DB>| (by.field, self.sorted[by.field].selected());
        self.parts(of_pivot).map(selected).collect()
    }

    /// The order by these parts; the other way round for the page before a row.
    fn ordered(&self, cursor: Option<&Cursor>, of_pivot: bool) -> Option<Ordering<DB>> {
        let backward = cursor.is_some_and(|cursor| cursor.backward);
        let order = self.parts(of_pivot);
        let order = order.map(|by| (by.operand.clone(), by.direction.descending != backward));
        let order: Vec<_> = order.collect();
        (!order.is_empty()).then(|| Ordering::new(Order(order)))
    }
}

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P>
where
    M: Searchable<Includes: IncludedRows>,
    L: Loads,
    S: RowOf<M>,
{
    /// Loads the page that the request asks for: `SELECT COUNT(*) FROM posts WHERE ..`, the rows of the page, and one statement for each relation.
    ///
    /// # Errors
    ///
    /// [`SearchError::Request`] for a request that asks for what the model does not allow, before anything is sent; otherwise Diesel's errors.
    #[doc(alias = "paginate")]
    #[doc(alias = "get")]
    pub fn load<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<Page<FoundRow<M, L, S>>, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, C, Mode>,
    >
    where
        C: Driver<Mode> + SendSearch<Mode, Self, FoundRow<M, L, S>>,
    {
        <C as Driver<Mode>>::run(async move {
            let sent = conn.send_search(self, What::Page).await?;
            Ok(Page {
                rows: sent.rows,
                total: sent.total,
                page: sent.page,
                per_page: sent.per_page,
            })
        })
    }

    /// Loads a page that begins behind the row of the request's `cursor`, or the first page: `SELECT .. WHERE (votes, id) behind .. LIMIT 16`,
    /// and one statement for each relation. The rows are not counted, and an index finds the page: the last one is as fast as the first.
    /// Laravel's `cursorPaginate`.
    ///
    /// The order is that of the request; one of the query is left out. The result has the cursors of the next page and of the one before.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load); also for a cursor of another order.
    #[doc(alias = "cursorPaginate")]
    #[doc(alias = "keyset")]
    pub fn load_by_cursor<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<CursorPage<FoundRow<M, L, S>>, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, C, Mode>,
    >
    where
        C: Driver<Mode> + SendSearch<Mode, Self, FoundRow<M, L, S>>,
    {
        <C as Driver<Mode>>::run(async move {
            let sent = conn.send_search(self, What::ByCursor).await?;
            Ok(CursorPage {
                rows: sent.rows,
                per_page: sent.per_page,
                next_cursor: sent.ends.next,
                previous_cursor: sent.ends.previous,
            })
        })
    }

    /// Loads the first row that the request finds, with its relations: `SELECT .. LIMIT 1`. `page`, `limit` and `cursor` of the request do not
    /// count.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load); [`NotFound`] where there is none.
    pub fn first<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<FoundRow<M, L, S>, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, C, Mode>,
    >
    where
        C: Driver<Mode> + SendSearch<Mode, Self, FoundRow<M, L, S>>,
    {
        <C as Driver<Mode>>::run(async move {
            let sent = conn.send_search(self, What::First).await?;
            Ok(sent.rows.into_iter().next().ok_or(NotFound)?)
        })
    }

    /// Counts the rows that the request finds, on all pages: `SELECT COUNT(*) FROM posts WHERE ..`.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn count<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<i64, SearchError>> + use<'r, 'c, M, Q, L, S, P, C, Mode>,
    >
    where
        C: Driver<Mode> + SendSearch<Mode, Self, FoundRow<M, L, S>>,
    {
        <C as Driver<Mode>>::run(
            async move { Ok(conn.send_search(self, What::Count).await?.total) },
        )
    }
}
