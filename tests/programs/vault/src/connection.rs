//! The connections of the program, and what they send.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use vault::schema_sql;

/// A connection to one of three databases.
#[derive(diesel::MultiConnection)]
pub(crate) enum AnyConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
    Mysql(MysqlConnection),
}

/// A connection to each database, with the tables.
pub(crate) fn all() -> [AnyConnection; 3] {
    let url = |variable: &str, default: &str| {
        std::env::var(variable).unwrap_or_else(|_| default.to_owned())
    };
    let postgres = url("POSTGRES_URL", "postgres://postgres@127.0.0.1/test");
    let mysql = url("MYSQL_URL", "mysql://root@127.0.0.1/test");
    [
        AnyConnection::Sqlite(start(":memory:", "TIMESTAMP")),
        AnyConnection::Postgres(start(&postgres, "TIMESTAMP")),
        AnyConnection::Mysql(start(&mysql, "DATETIME")),
    ]
}

fn start<C: Connection + SimpleConnection>(url: &str, time: &str) -> C {
    let mut conn = C::establish(url)
        .unwrap_or_else(|error| panic!("this program needs the database {url}: {error}"));
    conn.batch_execute(&schema_sql("VARCHAR(40)", time))
        .expect("the tables");
    conn
}

/// How many statements a connection has sent.
pub(crate) struct Statements(Arc<AtomicUsize>);

impl Statements {
    /// Counts what this connection sends from now on.
    pub(crate) fn of(conn: &mut AnyConnection) -> Self {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&count);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                // Which database it is, is asked of the connection and not sent.
                let is_question = query.to_string().starts_with("/* diesel-relations asks");
                counter.fetch_add(usize::from(!is_question), Ordering::Relaxed);
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
