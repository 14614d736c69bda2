//! A connection for each test and backend, and a counter of its statements.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;

use crate::schema::TABLES;

/// How many statements a connection has sent.
#[derive(Debug, Clone, Default)]
pub struct Statements(Arc<AtomicUsize>);

impl Statements {
    /// How many statements `work` sends, and its result.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> (usize, T) {
        let before = self.0.load(Ordering::Relaxed);
        let result = work();
        (self.0.load(Ordering::Relaxed) - before, result)
    }

    /// Counts what this connection sends.
    pub fn of(conn: &mut impl Connection) -> Self {
        let statements = Statements::default();
        let counter = Arc::clone(&statements.0);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                // A connection of several databases is asked which one it is, which sends nothing.
                let is_question =
                    cfg!(feature = "multi") && query.to_string().starts_with(QUESTION);
                counter.fetch_add(usize::from(!is_question), Ordering::Relaxed);
            }
        });
        statements
    }
}

/// Returns the statements that a connection has sent since it was last asked: SQL, with its values.
pub fn sent_by<C: Connection>(conn: &mut C) -> impl Fn() -> Vec<String> + use<C> {
    let log = Arc::new(Mutex::new(Vec::new()));
    let sent = Arc::clone(&log);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            log.lock().expect("no panic").push(query.to_string());
        }
    });
    move || sent.lock().expect("no panic").drain(..).collect()
}

/// The beginning of what a connection of several databases is asked, which is not sent.
pub const QUESTION: &str = "/* diesel-relations asks which database this is";

/// A connection that starts with the tests' tables.
fn start<C: Connection + SimpleConnection>(url: &str) -> C {
    let mut conn = C::establish(url)
        .unwrap_or_else(|error| panic!("this test needs the database {url}: {error}"));
    conn.batch_execute(TABLES).expect("the tables of the tests");
    conn
}

/// SQLite in memory.
pub fn sqlite() -> SqliteConnection {
    start(":memory:")
}

/// PostgreSQL at `POSTGRES_URL`.
#[cfg(feature = "postgres")]
pub fn postgres() -> PgConnection {
    start(&url("POSTGRES_URL", "postgres://postgres@127.0.0.1/test"))
}

/// MySQL or MariaDB at `MYSQL_URL`. The keys that it makes go in steps of three, as those of a cluster of three nodes do.
#[cfg(feature = "mysql")]
pub fn mysql() -> MysqlConnection {
    let mut conn: MysqlConnection = start(&url("MYSQL_URL", "mysql://root@127.0.0.1/test"));
    conn.batch_execute("SET SESSION auto_increment_increment = 3")
        .expect("keys in steps");
    conn
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn url(variable: &str, default: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| default.to_owned())
}

/// What differs between the databases, as far as tests see it.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    pub name: &'static str,
    /// The type of a key that the database makes.
    pub serial: &'static str,
    /// How it quotes a name.
    pub quote: &'static str,
    pub casts_any_text: bool,
    pub knows_default: bool,
    pub limits_bytes: bool,
    pub names_conflict: bool,
    pub returning: bool,
    pub takes_hints: bool,
}

pub const SQLITE: Facts = Facts {
    name: "sqlite",
    serial: "INTEGER PRIMARY KEY",
    quote: "\"",
    casts_any_text: true,
    knows_default: false,
    limits_bytes: false,
    names_conflict: true,
    returning: true,
    takes_hints: true,
};
pub const POSTGRES: Facts = Facts {
    name: "postgres",
    serial: "SERIAL PRIMARY KEY",
    casts_any_text: false,
    knows_default: true,
    takes_hints: false,
    ..SQLITE
};
pub const MYSQL: Facts = Facts {
    name: "mysql",
    serial: "INTEGER PRIMARY KEY AUTO_INCREMENT",
    quote: "`",
    knows_default: true,
    limits_bytes: true,
    names_conflict: false,
    returning: false,
    takes_hints: false,
    ..SQLITE
};

/// Each test, on every backend, from one body. `conn` is the connection, `statements` counts what it sends, and `facts()`
/// is what differs between the databases. With the feature `multi` the connection is one of several databases, of each of them; with `servers`
/// SQLite is left out.
#[cfg(not(feature = "multi"))]
#[macro_export]
macro_rules! on_every_backend {
    ($( $(#[$attr:meta])* fn $name:ident($conn:ident $(, $statements:ident)?) $body:block )*) => {
        #[cfg(not(feature = "servers"))]
        mod sqlite {
            use super::*;
            #[allow(dead_code)]
            fn facts() -> $crate::backend::Facts {
                $crate::backend::SQLITE
            }
            #[allow(dead_code)]
            type DB = diesel::sqlite::Sqlite;
            $( $crate::test!(sqlite, $(#[$attr])* fn $name($conn $(, $statements)?) $body); )*
        }
        #[cfg(feature = "postgres")]
        mod postgres {
            use super::*;
            #[allow(dead_code)]
            fn facts() -> $crate::backend::Facts {
                $crate::backend::POSTGRES
            }
            #[allow(dead_code)]
            type DB = diesel::pg::Pg;
            $( $crate::test!(postgres, $(#[$attr])* fn $name($conn $(, $statements)?) $body); )*
        }
        #[cfg(feature = "mysql")]
        mod mysql {
            use super::*;
            #[allow(dead_code)]
            fn facts() -> $crate::backend::Facts {
                $crate::backend::MYSQL
            }
            #[allow(dead_code)]
            type DB = diesel::mysql::Mysql;
            $( $crate::test!(mysql, $(#[$attr])* fn $name($conn $(, $statements)?) $body); )*
        }
    };
}

/// One test on one backend.
#[doc(hidden)]
#[macro_export]
macro_rules! test {
    ($backend:ident, $(#[$attr:meta])* fn $name:ident($conn:ident $(, $statements:ident)?) $body:block) => {
        #[test]
        $(#[$attr])*
        fn $name() -> diesel::QueryResult<()> {
            let $conn = &mut $crate::backend::$backend();
            $( let $statements = $crate::backend::Statements::of($conn); )?
            $body
            Ok(())
        }
    };
}

/// Each test, from one body, on every database of [`AnyConnection`](crate::multi::AnyConnection).
#[cfg(feature = "multi")]
#[macro_export]
macro_rules! on_every_backend {
    ($( $(#[$attr:meta])* fn $name:ident($conn:ident $(, $statements:ident)?) $body:block )*) => {
        mod multi {
            use super::*;
            #[allow(unused_imports)]
            use $crate::multi::{MultiBackend as DB, facts};
            $(
                $(#[$attr])*
                mod $name {
                    use super::*;
                    fn body($conn: &mut $crate::multi::AnyConnection) -> diesel::QueryResult<()> {
                        $( let $statements = $crate::backend::Statements::of($conn); )?
                        $body
                        Ok(())
                    }
                    #[test]
                    fn sqlite() -> diesel::QueryResult<()> {
                        $crate::multi::sqlite(body)
                    }
                    #[test]
                    fn postgres() -> diesel::QueryResult<()> {
                        $crate::multi::postgres(body)
                    }
                    #[test]
                    fn mysql() -> diesel::QueryResult<()> {
                        $crate::multi::mysql(body)
                    }
                }
            )*
        }
    };
}

/// Inserts rows, where a test needs them.
#[cfg(not(feature = "multi"))]
#[macro_export]
macro_rules! insert_all {
    ($table:expr, $rows:expr, $conn:expr) => {
        diesel::insert_into($table).values($rows).execute($conn)?
    };
}

/// Inserts rows, where a test needs them: Diesel inserts a list of rows on one database only.
#[cfg(feature = "multi")]
#[macro_export]
macro_rules! insert_all {
    ($table:expr, $rows:expr, $conn:expr) => {
        match $conn {
            $crate::multi::AnyConnection::Sqlite(conn) => {
                diesel::insert_into($table).values($rows).execute(conn)?
            }
            $crate::multi::AnyConnection::Postgres(conn) => {
                diesel::insert_into($table).values($rows).execute(conn)?
            }
            $crate::multi::AnyConnection::Mysql(conn) => {
                diesel::insert_into($table).values($rows).execute(conn)?
            }
        }
    };
}
