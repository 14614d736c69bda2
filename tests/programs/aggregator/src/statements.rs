//! What a connection sends is counted, and rows are read in plain SQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use diesel::sql_types::Text;

/// How many statements a connection has sent.
pub(crate) struct Statements(Arc<AtomicUsize>);

impl Statements {
    /// Counts what this connection sends from now on.
    pub(crate) fn of(conn: &mut impl Connection) -> Self {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&count);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { .. } = event {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
        Statements(count)
    }

    /// Asserts how many statements some work sends.
    #[track_caller]
    pub(crate) fn sending<T>(&self, expected: usize, work: impl FnOnce() -> T) -> T {
        let before = self.0.load(Ordering::Relaxed);
        let result = work();
        assert_eq!(self.0.load(Ordering::Relaxed) - before, expected);
        result
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    text: String,
}

/// The rows of a query in plain SQL, as PostgreSQL writes them: `(1,t)`.
pub(crate) fn rows(conn: &mut PgConnection, sql: &str) -> QueryResult<Vec<String>> {
    let rows = diesel::sql_query(format!("SELECT row::text AS text FROM ({sql}) AS row"));
    let rows: Vec<Row> = rows.load(conn)?;
    Ok(rows.into_iter().map(|row| row.text).collect())
}

/// A value of each row.
pub(crate) fn each<'a, R, T>(rows: &'a [R], value: impl FnMut(&'a R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}
