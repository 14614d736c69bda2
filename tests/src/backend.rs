//! A connection for each test and backend, and a counter of its statements.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
            if let InstrumentationEvent::StartQuery { .. } = event {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
        statements
    }
}

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
pub mod facts {
    /// SQLite.
    pub mod sqlite {
        pub const CASTS_ANY_TEXT: bool = true;
        pub const KNOWS_DEFAULT: bool = false;
        pub const LIMITS_BYTES: bool = false;
        pub const NAMES_CONFLICT: bool = true;
        pub const RETURNING: bool = true;
        pub const TAKES_HINTS: bool = true;
    }
    /// PostgreSQL.
    pub mod postgres {
        pub const CASTS_ANY_TEXT: bool = false;
        pub const KNOWS_DEFAULT: bool = true;
        pub const LIMITS_BYTES: bool = false;
        pub const NAMES_CONFLICT: bool = true;
        pub const RETURNING: bool = true;
        pub const TAKES_HINTS: bool = false;
    }
    /// MySQL and MariaDB.
    pub mod mysql {
        pub const CASTS_ANY_TEXT: bool = true;
        pub const KNOWS_DEFAULT: bool = true;
        pub const LIMITS_BYTES: bool = true;
        pub const NAMES_CONFLICT: bool = false;
        pub const RETURNING: bool = false;
        pub const TAKES_HINTS: bool = false;
    }
}

/// Each test, on every backend, from one body. `conn` is the connection, `statements` counts what it sends, and `facts` has
/// what differs between the databases.
#[macro_export]
macro_rules! on_every_backend {
    ($( $(#[$attr:meta])* fn $name:ident($conn:ident $(, $statements:ident)?) $body:block )*) => {
        mod sqlite {
            use super::*;
            #[allow(unused_imports)]
            use $crate::backend::facts::sqlite as facts;
            #[allow(dead_code)]
            type DB = diesel::sqlite::Sqlite;
            $( $crate::test!(sqlite, $(#[$attr])* fn $name($conn $(, $statements)?) $body); )*
        }
        #[cfg(feature = "postgres")]
        mod postgres {
            use super::*;
            #[allow(unused_imports)]
            use $crate::backend::facts::postgres as facts;
            #[allow(dead_code)]
            type DB = diesel::pg::Pg;
            $( $crate::test!(postgres, $(#[$attr])* fn $name($conn $(, $statements)?) $body); )*
        }
        #[cfg(feature = "mysql")]
        mod mysql {
            use super::*;
            #[allow(unused_imports)]
            use $crate::backend::facts::mysql as facts;
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
