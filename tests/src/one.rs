//! Connections for tests that are about one database. With the feature `multi`, each is one of several databases.

use diesel::prelude::*;

#[cfg(not(feature = "multi"))]
mod types {
    use diesel::prelude::*;

    pub type Sqlite = SqliteConnection;
    #[cfg(feature = "postgres")]
    pub type Postgres = PgConnection;
    #[cfg(feature = "mysql")]
    pub type Mysql = MysqlConnection;
}

#[cfg(feature = "multi")]
mod types {
    use diesel::prelude::*;

    use crate::multi::AnyConnection;

    pub type Sqlite = AnyConnection;
    pub type Postgres = AnyConnection;
    pub type Mysql = AnyConnection;

    impl From<SqliteConnection> for AnyConnection {
        fn from(conn: SqliteConnection) -> Self {
            AnyConnection::Sqlite(conn)
        }
    }

    impl From<PgConnection> for AnyConnection {
        fn from(conn: PgConnection) -> Self {
            AnyConnection::Postgres(conn)
        }
    }

    impl From<MysqlConnection> for AnyConnection {
        fn from(conn: MysqlConnection) -> Self {
            AnyConnection::Mysql(conn)
        }
    }
}

pub use types::*;

/// A connection to a database at this address.
pub fn establish<C: Connection, Conn: From<C>>(url: &str) -> Conn {
    let conn = C::establish(url);
    conn.unwrap_or_else(|error| panic!("this test needs the database {url}: {error}"))
        .into()
}

/// SQLite in memory, with the tests' tables.
pub fn sqlite() -> Sqlite {
    connected(crate::backend::sqlite())
}

/// PostgreSQL, with the tests' tables.
#[cfg(feature = "postgres")]
pub fn postgres() -> Postgres {
    connected(crate::backend::postgres())
}

/// MySQL or MariaDB, with the tests' tables.
#[cfg(feature = "mysql")]
pub fn mysql() -> Mysql {
    connected(crate::backend::mysql())
}

fn connected<C, Conn: From<C>>(conn: C) -> Conn {
    conn.into()
}
