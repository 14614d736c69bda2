//! Tests of several connections to one database.

use std::path::PathBuf;
use std::sync::{Barrier, Mutex};
use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::one;

/// How many connections write at the same time.
pub const THREADS: usize = 16;

/// How many rounds each of them does: `ROUNDS` of the environment; 200 are a long run.
pub fn rounds() -> usize {
    let rounds = std::env::var("ROUNDS").ok();
    rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(15)
}

/// A new SQLite file, for all tests of one program.
pub fn sqlite_file(name: &str) -> PathBuf {
    let name = format!("diesel-relations-{name}-{}.sqlite", std::process::id());
    let path = std::env::temp_dir().join(name);
    for end in ["", "-wal", "-shm"] {
        let mut file = path.clone().into_os_string();
        file.push(end);
        let _ = std::fs::remove_file(file);
    }
    path
}

/// A connection to a SQLite file.
pub fn sqlite(path: &std::path::Path) -> one::Sqlite {
    let mut conn: one::Sqlite = one::establish::<SqliteConnection, _>(&path.to_string_lossy());
    conn.batch_execute("PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON")
        .expect("settings");
    conn
}

/// A connection to PostgreSQL, without the tables of other tests.
#[cfg(feature = "postgres")]
pub fn postgres() -> one::Postgres {
    let url = std::env::var("POSTGRES_URL");
    let url = url.unwrap_or_else(|_| "postgres://postgres@127.0.0.1/test".to_owned());
    let mut conn: one::Postgres = one::establish::<PgConnection, _>(&url);
    // A deadlock is found as fast as on the other databases, instead of after a second.
    conn.batch_execute(
        "SET synchronous_commit = off; SET client_min_messages = error; SET deadlock_timeout = 20",
    )
    .expect("settings");
    conn
}

/// A connection to MySQL or MariaDB, without the tables of other tests.
#[cfg(feature = "mysql")]
pub fn mysql() -> one::Mysql {
    let url = std::env::var("MYSQL_URL");
    let url = url.unwrap_or_else(|_| "mysql://root@127.0.0.1/test".to_owned());
    one::establish::<MysqlConnection, _>(&url)
}

/// Runs the rounds of every thread, on connections of their own, and fails where one of them had an error.
pub fn all_succeed<C>(
    connect: fn() -> C,
    round: impl Fn(usize, usize, &mut C) -> QueryResult<()> + Sync,
) {
    let (start, errors) = (Barrier::new(THREADS), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (start, errors, round) = (&start, &errors, &round);
            scope.spawn(move || {
                let conn = &mut connect();
                start.wait();
                for n in 0..rounds() {
                    if let Err(error) = round(thread, n, conn) {
                        errors.lock().expect("errors").push(error);
                    }
                }
            });
        }
    });
    let errors = errors.into_inner().expect("errors");
    let calls = THREADS * rounds();
    assert!(
        errors.is_empty(),
        "{} of {calls} calls failed: {:?}",
        errors.len(),
        errors[0]
    );
}
