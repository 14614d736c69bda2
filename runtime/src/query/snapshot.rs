//! Loads that see one state of the database.

use std::future::Future;

use diesel::QueryResult;
use diesel::connection::Connection;
use diesel::dsl;
use diesel::query_dsl::methods::LimitDsl;
use diesel::result::Error::{AlreadyInTransaction, NotFound};

use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Blocking, Driver, Transact};
use crate::driver::transaction::begun;
use crate::load::eager::Loads;
use crate::query::model_query::{LoadAs, Query};
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
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
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
        if !C::Backend::ALWAYS_SNAPSHOT && self.in_transaction()? {
            return Err(AlreadyInTransaction);
        }
        if let Some(statement) = C::Backend::BEFORE_SNAPSHOT {
            self.batch_execute(statement)?;
        }
        self.begin(false).await?;
        let Some(statement) = C::Backend::IN_SNAPSHOT else {
            return Ok(());
        };
        let result = self.batch_execute(statement);
        if result.is_err() {
            return self.end(result).await;
        }
        result
    }
}

impl<M, Q, L, S> Snapshot<Query<M, Q, L, S>>
where
    S: RowOf<M>,
    L: Loads<S::Row>,
{
    /// As [`Query::load`].
    ///
    /// # Errors
    ///
    /// As [`Query::load`], and [`AlreadyInTransaction`].
    pub fn load<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<L::Output>>> + use<'c, M, Q, L, S, C, Mode>,
    >
    where
        C: TakeSnapshot<Mode>,
        Query<M, Q, L, S>: LoadAs<Mode, C, L::Output>,
    {
        <C as Driver<Mode>>::run(async move {
            conn.begin_snapshot().await?;
            begun(conn, async |conn| self.0.rows(usize::MAX, conn).await).await
        })
    }

    /// As [`Query::get_result`].
    ///
    /// # Errors
    ///
    /// As [`Query::get_result`], and [`AlreadyInTransaction`].
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<L::Output>> + use<'c, M, Q, L, S, C, Mode>,
    >
    where
        C: TakeSnapshot<Mode>,
        Query<M, Q, L, S>: LoadAs<Mode, C, L::Output>,
    {
        <C as Driver<Mode>>::run(async move {
            conn.begin_snapshot().await?;
            let rows = begun(conn, async |conn| self.0.rows(1, conn).await).await?;
            rows.into_iter().next().ok_or(NotFound)
        })
    }

    /// As [`Query::first`].
    ///
    /// # Errors
    ///
    /// As [`Query::first`], and [`AlreadyInTransaction`].
    pub fn first<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<L::Output>> + use<'c, M, Q, L, S, C, Mode>,
    >
    where
        Q: LimitDsl,
        C: TakeSnapshot<Mode>,
        Query<M, dsl::Limit<Q>, L, S>: LoadAs<Mode, C, L::Output>,
    {
        Snapshot(LimitDsl::limit(self.0, 1)).get_result(conn)
    }
}

impl<M, Q, L, S> Snapshot<Paginated<Query<M, Q, L, S>>>
where
    S: RowOf<M>,
    L: Loads<S::Row>,
{
    /// As [`Paginated::load`].
    ///
    /// # Errors
    ///
    /// As [`Paginated::load`], and [`AlreadyInTransaction`].
    pub fn load<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Page<L::Output>>> + use<'c, M, Q, L, S, C, Mode>,
    >
    where
        C: TakeSnapshot<Mode>,
        Paginated<Query<M, Q, L, S>>: LoadPage<Mode, C, L::Output>,
    {
        <C as Driver<Mode>>::run(async move {
            conn.begin_snapshot().await?;
            begun(conn, async |conn| self.0.load_page(conn).await).await
        })
    }
}
