//! What runs statements: one loader for every kind of connection.
//!
//! The loader is `async`. A blocking connection fetches in a future that is ready at once, so its driver polls once and
//! hands out the result itself. The compiler finds the driver from the connection's type.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use diesel::backend::Backend;
use diesel::connection::{Connection, LoadConnection};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::LoadQuery;
use diesel::{QueryResult, RunQueryDsl};

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
    /// What the user gets for a future: its output, or the future.
    type Out<F: Future>;
    /// Runs the future, or hands it out.
    fn run<F: Future>(future: F) -> Self::Out<F>;
}

impl<C: Connection> Driver<Blocking> for C {
    type DB = C::Backend;
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
    /// Sends one statement and hands each row to `each`.
    fn fetch(&mut self, query: &Q, each: impl FnMut(U)) -> impl Future<Output = QueryResult<()>>;
}

impl<C, Q, U> Fetch<Blocking, Q, U> for C
where
    C: Connection + LoadConnection,
    for<'q> ByRef<'q, Q>: LoadQuery<'q, C, U>,
{
    fn fetch(
        &mut self,
        query: &Q,
        mut each: impl FnMut(U),
    ) -> impl Future<Output = QueryResult<()>> {
        let result = ByRef(query)
            .load_iter(self)
            .and_then(|mut rows| rows.try_for_each(|row| row.map(&mut each)));
        std::future::ready(result)
    }
}

/// A query that is run from a reference: several times, or without being `Clone` (a boxed query is not).
#[derive(Debug)]
pub struct ByRef<'q, Q>(&'q Q);

impl<Q: Query> Query for ByRef<'_, Q> {
    type SqlType = Q::SqlType;
}

impl<Q: QueryId> QueryId for ByRef<'_, Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
    const IS_WINDOW_FUNCTION: bool = Q::IS_WINDOW_FUNCTION;
}

impl<DB: Backend, Q: QueryFragment<DB>> QueryFragment<DB> for ByRef<'_, Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

impl<Conn, Q> RunQueryDsl<Conn> for ByRef<'_, Q> {}
