//! Loads that see one state of the database.

use crate::query::terminals::{HasRows, LoadAs, first_row, only_row, terminals};
use std::convert::identity;
use std::future::Future;

use diesel::QueryResult;
use diesel::connection::Connection;
use diesel::dsl;
use diesel::query_dsl::methods::LimitDsl;
use diesel::result::Error::AlreadyInTransaction;

use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Blocking, Driver, Transact};
use crate::driver::transaction::begun;
use crate::load::eager::Loads;
use crate::query::model_query::Query;
use crate::query::paginate::{LoadPage, Page, Paginated};
use crate::relation::select::RowOf;

/// A load whose statements all see one state of the database: [`Query::snapshot`].
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only sent by `load`, `first` or `get_result`"]
pub struct Snapshot<Q>(Q);

impl<M, Q, L, S> Query<M, Q, L, S> {
    /// Lets all statements of the load see one state of the database, whatever others write meanwhile: they run in a
    /// transaction of its own, on PostgreSQL, MySQL and MariaDB with `REPEATABLE READ`, on SQLite as every transaction.
    ///
    /// Without it, each statement sees what is committed when it begins: a row may have lost its related rows, or gained
    /// some that were not there when it was read.
    ///
    /// It needs this crate's feature of the database: `sqlite`, `postgres` or `mysql`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # #[cfg(feature = "sqlite")]
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query().with_count(User::POSTS).with(User::POSTS).snapshot().load(conn)?;
    /// assert_eq!(users[0].posts.len() as i64, users[0].posts_count);
    /// # Ok(()) }
    /// # #[cfg(not(feature = "sqlite"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// The load returns [`AlreadyInTransaction`] inside a transaction, whose isolation can no longer change: begin that
    /// transaction with `REPEATABLE READ`, and load without `snapshot`. Not on SQLite, where every transaction is a snapshot.
    pub fn snapshot(self) -> Snapshot<Self> {
        Snapshot(self)
    }
}

impl<Q> Paginated<Q> {
    /// Lets the page and the total see one state of the database. See [`Query::snapshot`].
    pub fn snapshot(self) -> Snapshot<Self> {
        Snapshot(self)
    }
}

/// A connection that can hold a snapshot.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take a snapshot",
    label = "the database of this connection is not turned on",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases"
)]
pub trait TakeSnapshot<Mode>: Transact<Mode> {
    /// Begins it.
    fn begin_snapshot(&mut self) -> impl Future<Output = QueryResult<()>>;
}

#[diagnostic::do_not_recommend]
impl<C> TakeSnapshot<Blocking> for C
where
    C: Connection<Backend: Dialect>,
{
    async fn begin_snapshot(&mut self) -> QueryResult<()> {
        let facts = facts_of(self)?;
        if !facts.always_snapshot && self.in_transaction()? {
            return Err(AlreadyInTransaction);
        }
        if let Some(statement) = facts.before_snapshot {
            self.batch_execute(statement)?;
        }
        self.begin(false).await?;
        let Some(statement) = facts.in_snapshot else {
            return Ok(());
        };
        let result = self.batch_execute(statement);
        if result.is_err() {
            return self.end(result).await;
        }
        result
    }
}

#[diagnostic::do_not_recommend]
impl<Q, C, R, Mode> LoadAs<Mode, C, R> for Snapshot<Q>
where
    C: TakeSnapshot<Mode>,
    Q: LoadAs<Mode, C, R>,
{
    async fn rows(self, most: usize, conn: &mut C) -> QueryResult<Vec<R>> {
        conn.begin_snapshot().await?;
        begun(conn, async |conn| self.0.rows(most, conn).await).await
    }
}

#[diagnostic::do_not_recommend]
impl<Q, C, Mode> HasRows<Mode, C> for Snapshot<Q>
where
    C: TakeSnapshot<Mode>,
    Q: HasRows<Mode, C>,
{
    async fn has_rows(self, conn: &mut C) -> QueryResult<bool> {
        conn.begin_snapshot().await?;
        begun(conn, async |conn| self.0.has_rows(conn).await).await
    }
}

#[diagnostic::do_not_recommend]
impl<Q, C, R, Mode> LoadPage<Mode, C, R> for Snapshot<Q>
where
    C: TakeSnapshot<Mode>,
    Q: LoadPage<Mode, C, R>,
{
    async fn load_page(self, conn: &mut C) -> QueryResult<Page<R>> {
        conn.begin_snapshot().await?;
        begun(conn, async |conn| self.0.load_page(conn).await).await
    }
}

impl<Q: LimitDsl> Snapshot<Q> {
    fn limited(self, most: i64) -> Snapshot<dsl::Limit<Q>> {
        Snapshot(LimitDsl::limit(self.0, most))
    }
}

terminals! { [load, get_result, first sole first_or, exists doesnt_exist] {
    impl [M, Q, L, S] Snapshot<Query<M, Q, L, S>>, where [S: RowOf<M>, L: Loads],
    captures [M, Q, L, S], on [TakeSnapshot<Mode>], returns L::Loaded<S::Row>,
    docs [
        ("Post::query()", ".snapshot()"),
        "as of [`Query::load`], and [`AlreadyInTransaction`](diesel::result::Error::AlreadyInTransaction) inside a transaction"
    ],
    sends Snapshot<Query<M, Q, L, S>> as identity where [LoadAs<Mode, C::Connection, L::Loaded<S::Row>>] [HasRows<Mode, C::Connection>],
    limited Snapshot<Query<M, dsl::Limit<Q>, L, S>> as Snapshot::limited where [Q: LimitDsl,]
        [", sent with `LIMIT 1`", ", sent with `LIMIT 2`"],
} }

terminals! { [page load] {
    impl [M, Q, L, S] Snapshot<Paginated<Query<M, Q, L, S>>>, where [S: RowOf<M>, L: Loads],
    captures [M, Q, L, S], on [TakeSnapshot<Mode>], returns L::Loaded<S::Row>,
    docs [
        ("Post::query()", ".paginate(1, 2).snapshot()"),
        "as of [`Query::load`], and [`AlreadyInTransaction`](diesel::result::Error::AlreadyInTransaction) inside a transaction"
    ],
    sends Snapshot<Paginated<Query<M, Q, L, S>>> as identity where [LoadPage<Mode, C::Connection, L::Loaded<S::Row>>],
} }
