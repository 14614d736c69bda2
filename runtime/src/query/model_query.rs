//! A query of a model: `User::query()`, and any Diesel query with relations to load.

use crate::query::terminals::{HasRows, LoadAs, first_row, only_row, terminals};
use std::convert::identity;
use std::future::Future;
use std::marker::PhantomData;
use std::ops::ControlFlow;

use diesel::associations::HasTable;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AsQuery, IntoUpdateTarget, UpdateTarget};
use diesel::query_dsl::methods::{LimitDsl, SelectDsl};

use crate::driver::connection::{DbOf, Driver, Fetch};
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::relation::checked::{conditions, orders};
use crate::relation::relation_of::RelationOf;
use crate::relation::select::{RowOf, Selection};
use crate::sql::delegate::{Change, Refine, delegate};

/// A query of the model `M` and the relations to load with it: [`ModelQuery::query`](crate::ModelQuery::query), or `.with(..)` on
/// any Diesel query of the model's table.
///
/// It has Diesel's own methods (`filter`, `or_filter`, `find`, `order`, `limit`, `offset`, `distinct`, `into_boxed`,
/// `select`, ..). [`load`](Self::load), [`first`](Self::first) and [`get_result`](Self::get_result) return the model, or
/// with [`with`](Self::with) the loaded row: one statement, and one more for each relation and level.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only sent by `load`, `first` or `get_result`"]
pub struct Query<M, Q, L = (), S = ()> {
    query: Q,
    nested: L,
    selection: S,
    /// True where it still holds every row of the table.
    whole: bool,
    /// True where it is known to have no rows: it asks for those of an empty list, or of a parent without a key.
    none: bool,
    model: PhantomData<fn() -> M>,
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    pub(crate) fn new(query: Q, nested: L, selection: S, whole: bool) -> Self {
        Query {
            query,
            nested,
            selection,
            whole,
            none: false,
            model: PhantomData,
        }
    }
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// Takes all rows away, and the statement, where `none`.
    pub(crate) fn none_if(self, none: bool) -> Self {
        let none = self.none || none;
        Query { none, ..self }
    }

    /// Replaces the relations and the selection.
    pub(crate) fn map_parts<New, Selects>(
        self,
        change: impl FnOnce(L, S) -> (New, Selects),
    ) -> Query<M, Q, New, Selects> {
        let (nested, selection) = change(self.nested, self.selection);
        Query::new(self.query, nested, selection, self.whole).none_if(self.none)
    }

    /// True where it is known to have no rows.
    pub(crate) fn is_none(&self) -> bool {
        self.none
    }

    /// The query, the relations, and what is selected.
    #[cfg(feature = "search")]
    pub(crate) fn parts(&self) -> (&Q, &L, &S) {
        (&self.query, &self.nested, &self.selection)
    }

    /// The query, the relations, and what is selected.
    pub(crate) fn into_parts(self) -> (Q, L, S) {
        (self.query, self.nested, self.selection)
    }
}

impl<M, Q, L, S> Refine for Query<M, Q, L, S> {
    type Query = Q;
    type Around<New> = Query<M, New, L, S>;
    fn refine<New>(self, change: Change, method: impl FnOnce(Q) -> New) -> Query<M, New, L, S> {
        let whole = self.whole && change == Change::Same;
        let none = self.none && change != Change::More;
        Query::new(method(self.query), self.nested, self.selection, whole).none_if(none)
    }
}

conditions!(Query<M, Q, L, S> of M);
orders!(Query<M, Q, L, S> of M);
delegate!(Query<M, Q, L, S>: filter, or_filter, find, order, limit, distinct, lock, boxed);

/// A selection of the user's own ends the model query: what comes of it is a plain Diesel query.
impl<M, Q, E> SelectDsl<E> for Query<M, Q>
where
    E: Expression,
    Q: SelectDsl<E>,
{
    type Output = dsl::Select<Q, E>;
    fn select(self, selection: E) -> Self::Output {
        SelectDsl::select(self.query, selection)
    }
}

/// The plain Diesel query of the rows, for what takes one (`exists`, `union`, ..).
impl<M, Q: AsQuery> AsQuery for Query<M, Q> {
    type SqlType = Q::SqlType;
    type Query = Q::Query;
    fn as_query(self) -> Q::Query {
        self.query.as_query()
    }
}

impl<M, Q: HasTable> HasTable for Query<M, Q> {
    type Table = Q::Table;
    fn table() -> Q::Table {
        Q::table()
    }
}

/// `diesel::update(User::find(1))` and `diesel::delete(User::query().filter(..))`.
impl<M, Q: IntoUpdateTarget> IntoUpdateTarget for Query<M, Q> {
    type WhereClause = Q::WhereClause;
    fn into_update_target(self) -> UpdateTarget<Q::Table, Q::WhereClause> {
        self.query.into_update_target()
    }
}

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// Without the relations that were asked for so far: those that the model loads by default,
    /// `#[model(with(..))]`, and those of [`with`](Self::with).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// #[derive(Queryable, Selectable, Model)]
    /// #[diesel(table_name = posts)]
    /// #[model(with(author))]
    /// struct Article {
    ///     id: i32,
    ///     title: String,
    ///     #[model(belongs_to(User, name = author))]
    ///     user_id: i32,
    /// }
    ///
    /// let article: ArticleWithAuthor = Article::find(1).first(conn)?;
    /// assert_eq!(article.author.name, "Alice");
    /// let article: Article = Article::find(1).without().first(conn)?;
    /// assert_eq!(article.title, "Relations");
    /// # Ok(()) }
    /// ```
    pub fn without(self) -> Query<M, Q, (), S> {
        self.map_parts(|_, selection| ((), selection))
    }

    /// With this relation (or a tuple of them) and no others: `.without().with(relation)`.
    pub fn with_only<R, N>(self, relation: R) -> Query<M, Q, ((), N), S>
    where
        S: RowOf<M>,
        R: RelationOf<S::Core, N>,
    {
        self.without().with(relation)
    }
}

terminals! { [load, get_result, first sole first_or, exists doesnt_exist] {
    impl [M, Q, L, S] Query<M, Q, L, S>, where [S: RowOf<M>, L: Loads],
    captures [M, Q, L, S], on [Driver<Mode>], returns L::Loaded<S::Row>,
    docs [
        ("Post::query()", ""),
        "Diesel's errors; and [`MissingOwner`](crate::MissingOwner) where a `NOT NULL` foreign key names no row"
    ],
    sends Query<M, Q, L, S> as identity where [LoadAs<Mode, C::Connection, L::Loaded<S::Row>>] [HasRows<Mode, C::Connection>],
    limited Query<M, dsl::Limit<Q>, L, S> as LimitDsl::limit where [Q: LimitDsl,]
        [", sent with `LIMIT 1`", ", sent with `LIMIT 2`"],
} }

impl<M, Q, L, S, C, Mode> LoadAs<Mode, C, L::Loaded<S::Row>> for Query<M, Q, L, S>
where
    S: RowOf<M> + LoadOwn<Mode, C, M, Q, S::Row>,
    L: Eager<Mode, C, S::Row>,
{
    async fn rows(self, most: usize, conn: &mut C) -> QueryResult<Vec<L::Loaded<S::Row>>> {
        if self.none {
            let none = self.nested.load_onto(Vec::new(), Extent::default(), conn);
            return none.await;
        }
        let rows = self.selection.load_own(self.query, most, conn).await?;
        let extent = Extent::of_rows(self.whole && rows.len() < most);
        self.nested.load_onto(rows, extent, conn).await
    }
}

/// A selection with which the connection `C` can load the rows of the query `Q` themselves, without their relations: as `Row`.
#[diagnostic::on_unimplemented(
    message = "the rows of `{M}` cannot be loaded as `{Row}`",
    label = "cannot be loaded with this connection",
    note = "`{Row}` needs `#[derive(Queryable, Selectable)]` with fields that fit their columns: `#[diesel(check_for_backend(..))]` on it shows \
            which field does not; a property has the type that Diesel decodes, `i64` for a count and an `Option` for other aggregates; \
            `into_boxed` takes the backend of the connection"
)]
pub trait LoadOwn<Mode, C, M, Q, Row> {
    /// Loads at most so many rows.
    fn load_own(
        self,
        query: Q,
        most: usize,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Row>>>;
}

#[diagnostic::do_not_recommend]
impl<M, Q, S, C, Mode> LoadOwn<Mode, C, M, Q, S::Row> for S
where
    C: Driver<Mode>,
    S: Selection<M, DbOf<C, Mode>>,
    Q: SelectDsl<S::Expression>,
    C: Fetch<Mode, dsl::Select<Q, S::Expression>, S::Raw>,
{
    async fn load_own(self, query: Q, most: usize, conn: &mut C) -> QueryResult<Vec<S::Row>> {
        let mut rows = Vec::new();
        let query = SelectDsl::select(query, self.expression());
        conn.fetch_rows(query, |raw, _| {
            rows.push(S::row(raw));
            Ok(match rows.len() < most {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            })
        })
        .await?;
        Ok(rows)
    }
}
