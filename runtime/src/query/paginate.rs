//! Pages of a query.

use crate::query::terminals::terminals;
use std::convert::identity;
use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_builder::{AsQuery, AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::{LimitDsl, OffsetDsl, SelectDsl};
use diesel::result::Error::{NotFound, QueryBuilderError};
use diesel::sql_types::BigInt;

use crate::declare::model::Model;
use crate::driver::connection::{DbOf, Driver, Fetch, Shared};
use crate::error::query::InvalidPage;
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::query::model_query::Query;
use crate::relation::select::{RowOf, Selection};
use crate::unstable::unlimited::{Unlimited, WithoutLimit};

/// One page of a query's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Page<R> {
    /// The rows of the page.
    pub rows: Vec<R>,
    /// The number of rows on all pages together.
    pub total: i64,
    /// The number of the page, from 1.
    pub page: u32,
    /// The number of rows on a page.
    pub per_page: u32,
}

impl<R> Page<R> {
    /// The number of the last page; 1 where there are no rows.
    pub fn last_page(&self) -> u32 {
        let per_page = i64::from(self.per_page.max(1));
        let full = self.total / per_page;
        let pages = full.saturating_add(i64::from(self.total % per_page > 0));
        u32::try_from(pages.max(1)).unwrap_or(u32::MAX)
    }

    /// True where there are rows behind this page.
    pub fn has_more(&self) -> bool {
        self.page < self.last_page()
    }
}

/// A query of one page: [`Query::paginate`].
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only sent by `load`"]
pub struct Paginated<Q> {
    query: Q,
    page: u32,
    per_page: u32,
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// One page of the rows, numbered from 1, and how many there are in all:
    /// `SELECT COUNT(*) FROM (<query>)`, then the query with `LIMIT per_page OFFSET (page - 1) * per_page`, and one
    /// statement for each relation and level.
    ///
    /// A query with a limit or an offset of its own does not compile; those of a boxed query are taken away.
    ///
    /// Order the query by something unique: without an order, the database may give a row to two pages, or to none.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let page = Post::query().order(posts::id).with(Post::AUTHOR).paginate(2, 2).load(conn)?;
    /// assert_eq!(page.rows[0].title, "Hello");
    /// assert_eq!(page.rows[0].author.name, "Bob");
    /// assert_eq!((page.total, page.last_page(), page.has_more()), (3, 2, false));
    /// # Ok(()) }
    /// ```
    pub fn paginate(self, page: u32, per_page: u32) -> Paginated<Self>
    where
        Q: AsQuery<Query: Unlimited>,
    {
        Paginated {
            query: self,
            page,
            per_page,
        }
    }
}

terminals! { [page load] {
    impl [M, Q, L, S] Paginated<Query<M, Q, L, S>>, where [S: RowOf<M>, L: Loads],
    captures [M, Q, L, S], on [Driver<Mode>], returns L::Loaded<S::Row>,
    docs [("Post::query()", ".paginate(1, 2)"), "as of [`Query::load`]"],
    sends Paginated<Query<M, Q, L, S>> as identity where [LoadPage<Mode, C::Connection, L::Loaded<S::Row>>],
} }

/// A query of which the connection `C` can load a page of rows `R`.
#[diagnostic::on_unimplemented(
    message = "this query cannot be loaded in pages of `{R}`",
    label = "cannot be loaded with this connection",
    note = "it must be one that `load` takes, without `distinct` or a limit of its own"
)]
pub trait LoadPage<Mode, C, R>: Sized {
    /// Sends the statements.
    fn load_page(self, conn: &mut C) -> impl Future<Output = QueryResult<Page<R>>>;
}

type Keys<M> = <<M as Model>::Table as diesel::Table>::PrimaryKey;
type PageOf<Q, E> = dsl::Offset<dsl::Limit<dsl::Select<Q, E>>>;

#[diagnostic::do_not_recommend]
impl<M, Q, L, S, C, Mode> LoadPage<Mode, C, L::Loaded<S::Row>> for Paginated<Query<M, Q, L, S>>
where
    C: Driver<Mode>,
    M: Model,
    S: Selection<M, DbOf<C, Mode>>,
    Q: SelectDsl<Keys<M>>,
    Keys<M>: Expression,
    dsl::Select<Q, Keys<M>>: WithoutLimit,
    C: Fetch<Mode, Total<Shared<dsl::Select<Q, Keys<M>>>>, i64>,
    dsl::Select<Q, Keys<M>>: SelectDsl<S::Expression>,
    dsl::Select<dsl::Select<Q, Keys<M>>, S::Expression>: LimitDsl,
    dsl::Limit<dsl::Select<dsl::Select<Q, Keys<M>>, S::Expression>>: OffsetDsl,
    C: Fetch<Mode, PageOf<dsl::Select<Q, Keys<M>>, S::Expression>, S::Raw>,
    L: Eager<Mode, C, S::Row>,
{
    async fn load_page(self, conn: &mut C) -> QueryResult<Page<L::Loaded<S::Row>>> {
        let Paginated {
            query,
            page,
            per_page,
        } = self;
        if page == 0 || per_page == 0 {
            return Err(QueryBuilderError(Box::new(InvalidPage { page, per_page })));
        }
        let none = query.is_none();
        let (query, nested, selection) = query.into_parts();
        if none {
            let rows = nested
                .load_onto(Vec::new(), Extent::default(), conn)
                .await?;
            let total = 0;
            return Ok(Page {
                rows,
                total,
                page,
                per_page,
            });
        }
        // The same query twice, without a copy of it: the first statement gives it back.
        let keys = diesel::Table::primary_key(&M::Table::default());
        let query = Arc::new(SelectDsl::select(query, keys).without_limit());
        let mut total = 0;
        conn.fetch(Total(Shared::of(Arc::clone(&query))), |count| total = count)
            .await?;
        let query = Arc::into_inner(query).ok_or(NotFound)?;

        let query = SelectDsl::select(query, selection.expression());
        let query = LimitDsl::limit(query, i64::from(per_page));
        // More than a database can count is behind every row.
        let offset = i64::from(page - 1).saturating_mul(i64::from(per_page));
        let query = OffsetDsl::offset(query, offset);
        let mut rows = Vec::new();
        conn.fetch(query, |raw| rows.push(S::row(raw))).await?;
        let rows = nested.load_onto(rows, Extent::default(), conn).await?;
        Ok(Page {
            rows,
            total,
            page,
            per_page,
        })
    }
}

/// `SELECT COUNT(*) FROM (<query>) AS relations__rows`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Total<Q>(Q);

impl<Q> Total<Q> {
    pub(crate) fn of(query: Q) -> Self {
        Total(query)
    }
}

impl<Q> diesel::query_builder::Query for Total<Q> {
    type SqlType = BigInt;
}

impl<Q: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Total<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("SELECT COUNT(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS relations__rows");
        Ok(())
    }
}

impl<Conn, Q> RunQueryDsl<Conn> for Total<Q> {}
