//! A connection of several databases, as Diesel derives it.

use std::cell::Cell;

use diesel::prelude::*;

use crate::backend::{self, Facts, MYSQL, POSTGRES, SQLITE};

/// A connection to one of three databases.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
    Mysql(MysqlConnection),
}

thread_local! {
    static FACTS: Cell<Facts> = const { Cell::new(SQLITE) };
}

/// What is so of the database of this test.
pub fn facts() -> Facts {
    FACTS.get()
}

type Body = fn(&mut AnyConnection) -> QueryResult<()>;

/// Runs a test on SQLite.
pub fn sqlite(body: Body) -> QueryResult<()> {
    FACTS.set(SQLITE);
    body(&mut AnyConnection::Sqlite(backend::sqlite()))
}

/// Runs a test on PostgreSQL.
pub fn postgres(body: Body) -> QueryResult<()> {
    FACTS.set(POSTGRES);
    body(&mut AnyConnection::Postgres(backend::postgres()))
}

/// Runs a test on MySQL or MariaDB.
pub fn mysql(body: Body) -> QueryResult<()> {
    FACTS.set(MYSQL);
    body(&mut AnyConnection::Mysql(backend::mysql()))
}
