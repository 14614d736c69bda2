//! The connections of the program, and what they send.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use vault::schema_sql;

/// SQLite alone.
pub(crate) type AnyConnection = SqliteConnection;

/// A connection to each database, with the tables.
pub(crate) fn all() -> Vec<AnyConnection> {
    let mut conn = SqliteConnection::establish(":memory:").expect("SQLite");
    conn.batch_execute(&schema_sql("VARCHAR(40)", "TIMESTAMP"))
        .expect("the tables");
    vec![conn]
}

/// How many statements a connection has sent.
pub(crate) struct Statements(Arc<AtomicUsize>);

impl Statements {
    /// Counts what this connection sends from now on.
    pub(crate) fn of(conn: &mut AnyConnection) -> Self {
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

/// A value of each row.
pub(crate) fn each<'a, R, T>(rows: &'a [R], value: impl FnMut(&'a R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}
