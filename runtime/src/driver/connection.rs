//! The drivers that run statements: one loader for every kind of connection.
//!
//! The loader is `async`. A blocking connection fetches in a future that is ready at once, so its driver polls once and
//! hands out the result itself. The compiler finds the driver from the connection's type.

use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use diesel::backend::Backend;
use diesel::connection::{Connection, LoadConnection, TransactionManager};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::{QueryResult, RunQueryDsl};

use crate::unstable::load_each::{Again, LoadEach};
use crate::unstable::question;

/// Connections that block: every [`diesel::Connection`].
#[derive(Debug, Clone, Copy)]
pub struct Blocking;

/// A connection, as something that runs the loader. `Mode` follows from the connection's type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a connection",
    label = "expected a Diesel connection",
    note = "pass `&mut` of a Diesel connection, such as `&mut SqliteConnection` or a pooled connection"
)]
pub trait Driver<Mode> {
    /// The backend.
    type DB: Backend;
    /// The connection, `Self`. It is unknown of what is no connection, and what is asked of it then no second error.
    type Connection;
    /// The connection.
    fn connection(&mut self) -> &mut Self::Connection;
    /// The result that the user gets for a future: its output, or the future.
    type Out<F: Future>;
    /// Runs the future, or hands it out.
    fn run<F: Future>(future: F) -> Self::Out<F>;
    /// A number for the one of several databases that this is a connection to.
    fn variant(&mut self) -> u64;
    /// Writes a statement for this connection that ends in an error before it is sent.
    fn write<Q: QueryFragment<Self::DB> + QueryId>(&mut self, question: &Q) -> QueryResult<()>;
}

#[diagnostic::do_not_recommend]
impl<C: Connection> Driver<Blocking> for C {
    type DB = C::Backend;
    type Connection = C;
    fn connection(&mut self) -> &mut C {
        self
    }
    type Out<F: Future> = F::Output;
    fn run<F: Future>(future: F) -> F::Output {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        // Ready at the first poll: the loader awaits nothing but this connection, which does not wait.
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
        }
    }
    fn variant(&mut self) -> u64 {
        question::variant(self)
    }
    fn write<Q: QueryFragment<C::Backend> + QueryId>(&mut self, question: &Q) -> QueryResult<()> {
        question::write(self, question)
    }
}

/// The mode of what is no connection.
#[derive(Debug, Clone, Copy)]
pub struct NoMode;

/// Nothing is one.
pub trait NoConnection {
    /// A backend.
    type DB: Backend;
}

// With one impl alone, the compiler would know the mode of whatever is passed, and report what a load lacks for it, too.
#[diagnostic::do_not_recommend]
impl<C: NoConnection> Driver<NoMode> for C {
    type DB = C::DB;
    type Connection = C;
    fn connection(&mut self) -> &mut C {
        self
    }
    type Out<F: Future> = F;
    fn run<F: Future>(future: F) -> F {
        future
    }
    fn variant(&mut self) -> u64 {
        0
    }
    fn write<Q: QueryFragment<C::DB> + QueryId>(&mut self, _: &Q) -> QueryResult<()> {
        Ok(())
    }
}

/// The backend of a connection.
pub(crate) type DbOf<C, Mode> = <C as Driver<Mode>>::DB;

/// A connection that runs the query `Q` and decodes its rows as `U`: where Diesel's bounds are proved, once per query.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot load this query as `{U}`",
    note = "each model of the load needs `#[derive(Queryable, Selectable)]` with fields that fit their columns, and \
            conditions that this backend can run"
)]
pub trait Fetch<Mode, Q, U>: Driver<Mode> {
    /// Sends one statement and hands each row to `each`, which may decode it again, and may stop.
    fn fetch_rows(
        &mut self,
        query: Q,
        each: impl FnMut(U, Again<'_, U>) -> QueryResult<ControlFlow<()>>,
    ) -> impl Future<Output = QueryResult<()>>;

    /// Sends one statement and hands each row to `each`.
    fn fetch(
        &mut self,
        query: Q,
        mut each: impl FnMut(U),
    ) -> impl Future<Output = QueryResult<()>> {
        self.fetch_rows(query, move |row, _| {
            each(row);
            Ok(ControlFlow::Continue(()))
        })
    }
}

#[diagnostic::do_not_recommend]
impl<C, Q, U> Fetch<Blocking, Q, U> for C
where
    C: Connection + LoadConnection,
    Q: LoadEach<C, U>,
{
    fn fetch_rows(
        &mut self,
        query: Q,
        each: impl FnMut(U, Again<'_, U>) -> QueryResult<ControlFlow<()>>,
    ) -> impl Future<Output = QueryResult<()>> {
        std::future::ready(query.load_each(self, each))
    }
}

/// A connection that runs the statement `Q`, which returns no rows.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot run this statement")]
pub trait Execute<Mode, Q>: Driver<Mode> {
    /// Sends the statement; how many rows it changed.
    fn execute(&mut self, query: Q) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Q> Execute<Blocking, Q> for C
where
    C: Connection,
    Q: QueryFragment<C::Backend> + QueryId,
{
    fn execute(&mut self, query: Q) -> impl Future<Output = QueryResult<usize>> {
        std::future::ready(self.execute_returning_count(&query))
    }
}

/// A connection that has transactions.
pub trait Transact<Mode>: Driver<Mode> {
    /// True where a transaction is open.
    fn in_transaction(&mut self) -> QueryResult<bool>;
    /// Begins a transaction, or a savepoint inside one. `latest`: of which each statement sees what is committed.
    fn begin(&mut self, latest: bool) -> impl Future<Output = QueryResult<()>>;
    /// Ends it, and passes on the result: on an error nothing of it has happened.
    fn end<T>(&mut self, result: QueryResult<T>) -> impl Future<Output = QueryResult<T>>;
    /// Rolls it back at once, where its work panics or is dropped.
    fn give_up(&mut self);
    /// Waits.
    fn pause(duration: Duration) -> impl Future<Output = ()>;
}

#[diagnostic::do_not_recommend]
impl<C: Connection> Transact<Blocking> for C {
    fn in_transaction(&mut self) -> QueryResult<bool> {
        let status = C::TransactionManager::transaction_manager_status_mut(self);
        Ok(status.transaction_depth()?.is_some())
    }

    async fn begin(&mut self, latest: bool) -> QueryResult<()> {
        C::TransactionManager::begin_transaction(self)?;
        if latest {
            let set = self.batch_execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            if set.is_err() {
                return self.end(set).await;
            }
        }
        Ok(())
    }

    async fn end<T>(&mut self, result: QueryResult<T>) -> QueryResult<T> {
        match result {
            Ok(value) => {
                C::TransactionManager::commit_transaction(self)?;
                Ok(value)
            }
            Err(error) => {
                // The first error says more than that of a failed rollback.
                self.give_up();
                Err(error)
            }
        }
    }

    fn give_up(&mut self) {
        let _ = C::TransactionManager::rollback_transaction(self);
    }

    async fn pause(duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// A query that can be sent several times without being `Clone` (a boxed query is not).
#[derive(Debug)]
pub struct Shared<Q>(Arc<Q>);

impl<Q> Shared<Q> {
    pub(crate) fn new(query: Q) -> Self {
        Shared(Arc::new(query))
    }

    pub(crate) fn of(query: Arc<Q>) -> Self {
        Shared(query)
    }
}

impl<Q> Clone for Shared<Q> {
    fn clone(&self) -> Self {
        Shared(Arc::clone(&self.0))
    }
}

impl<Q: Query> Query for Shared<Q> {
    type SqlType = Q::SqlType;
}

impl<Q: QueryId> QueryId for Shared<Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
    const IS_WINDOW_FUNCTION: bool = Q::IS_WINDOW_FUNCTION;
}

impl<DB: Backend, Q: QueryFragment<DB>> QueryFragment<DB> for Shared<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

impl<Conn, Q> RunQueryDsl<Conn> for Shared<Q> {}
