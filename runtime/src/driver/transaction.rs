//! Several statements as one: the transaction around them, which is sent again where the database ends it for another one's sake.

use std::hash::{BuildHasher, RandomState};
use std::marker::PhantomData;
use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::result::DatabaseErrorInformation;
use diesel::result::DatabaseErrorKind::{SerializationFailure, UniqueViolation, Unknown};
use diesel::result::Error::{self, DatabaseError, QueryBuilderError};

use crate::driver::connection::Transact;

/// The number of times that work is sent again because of other transactions, and the longest pause: with 16 connections that write the same rows, a few
/// attempts are enough. The ends are for a database where nothing succeeds any more.
const ATTEMPTS: u32 = 100;
const PATIENCE: Duration = Duration::from_secs(30);
/// The number of times that work is sent again where a unique key refuses the row that it has refused before. Other transactions insert and delete
/// rows in between, so the row or its key soon is another one; where it stays as it is, the work itself is wrong.
const REFUSALS: u32 = 5;

/// As PostgreSQL calls the isolation of a transaction that sees the database as of its first statement.
const REPEATABLE_READ: &str = "repeatable read";

/// The transaction in which work is done.
#[derive(Debug, Clone, Copy)]
pub struct Inside {
    /// Inside one of the user's, which is not ours to repeat.
    nested: bool,
    /// It may have begun to read before.
    pub(crate) has_read: bool,
    /// The work is done again.
    pub(crate) is_repeated: bool,
    /// It was begun again, as one of which each statement sees what is committed.
    latest: bool,
}

impl Inside {
    /// After statements that may have read.
    pub(crate) fn having_read(self) -> Self {
        let has_read = true;
        Inside { has_read, ..self }
    }

    /// True where the transaction is the user's, and sees the database as of its first statement.
    pub(crate) fn keeps_snapshot(self, isolation: &str) -> bool {
        self.nested && isolation == REPEATABLE_READ
    }

    /// Has the work done again, in a transaction of which each statement sees what is committed, where this one is our own and sees
    /// the database as of its first statement.
    pub(crate) fn sees_latest(self, isolation: &str) -> QueryResult<()> {
        match isolation == REPEATABLE_READ && !self.nested && !self.latest {
            true => Err(QueryBuilderError(Box::new(Stale))),
            false => Ok(()),
        }
    }
}

/// A way to send work: in a transaction or by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// In a transaction, or in a savepoint inside one.
    is_transaction: bool,
    /// True where it is sent again where a unique key refuses a row.
    is_contested: bool,
}

/// In a transaction, or in a savepoint inside one.
pub(crate) const TRANSACTION: Unit = Unit {
    is_transaction: true,
    is_contested: false,
};

/// By itself: one statement, or several of which the last alone changes something; in a transaction where it is done again.
pub(crate) const STATEMENT: Unit = Unit {
    is_transaction: false,
    is_contested: false,
};

impl Unit {
    /// A transaction, or a statement by itself.
    pub(crate) fn transaction_if(is_transaction: bool) -> Self {
        match is_transaction {
            true => TRANSACTION,
            false => STATEMENT,
        }
    }

    /// Work that looks before it inserts: where a unique key refuses a row, another transaction may have inserted it since the look.
    pub(crate) fn contested(self) -> Self {
        let is_contested = true;
        Unit {
            is_contested,
            ..self
        }
    }
}

/// The rows that a unique key has refused.
#[derive(Debug, Default)]
struct Refusals {
    /// The last one: its key and, where the database says it, the value.
    last: String,
    /// The number of refusals, one after the other.
    count: u32,
}

impl Refusals {
    /// True where the work is sent again after this one.
    fn allow(&mut self, refusal: &dyn DatabaseErrorInformation) -> bool {
        let row = [refusal.message(), refusal.details().unwrap_or_default()].concat();
        if row != self.last {
            self.count = 0;
            self.last = row;
        }
        self.count += 1;
        self.count <= REFUSALS
    }
}

/// Does work that can be done again. Where the database ends it for the sake of another transaction, and no transaction of the user's
/// is around it, it is done again after a pause.
pub(crate) async fn send<C, Mode, T>(
    conn: &mut C,
    unit: Unit,
    mut work: impl AsyncFnMut(&mut C, Inside) -> QueryResult<T>,
) -> QueryResult<T>
where
    C: Transact<Mode>,
{
    let nested = conn.in_transaction()?;
    // An error of a statement can have ended the user's transaction.
    let is_contested = unit.is_contested && (unit.is_transaction || !nested);
    let mut refusals = Refusals::default();
    let mut inside = Inside {
        nested,
        has_read: nested,
        is_repeated: false,
        latest: false,
    };
    let start = Instant::now();
    let mut attempt = 0;
    loop {
        let begin = Instant::now();
        let result = if unit.is_transaction || inside.is_repeated {
            conn.begin(inside.latest).await?;
            begun(conn, async |conn| work(conn, inside).await).await
        } else {
            work(conn, inside).await
        };
        let Err(error) = &result else {
            return result;
        };
        attempt += 1;
        // A row that was refused is there now: the pauses are short.
        let mut growth = attempt;
        let is_repeated = match error {
            QueryBuilderError(error) if error.is::<Stale>() => {
                inside.latest = true;
                continue;
            }
            DatabaseError(UniqueViolation, refusal) if is_contested => {
                growth = 1;
                refusals.allow(&**refusal)
            }
            error => !nested && is_conflict(error),
        };
        if !is_repeated || attempt >= ATTEMPTS || start.elapsed() > PATIENCE {
            return result;
        }
        inside.is_repeated = true;
        C::pause(pause(growth, begin.elapsed())).await;
    }
}

/// Does the work inside a transaction that has begun, and ends it. Where the work panics, or its future is dropped, nothing of it has
/// happened.
pub(crate) async fn begun<C, Mode, T>(
    conn: &mut C,
    work: impl AsyncFnOnce(&mut C) -> QueryResult<T>,
) -> QueryResult<T>
where
    C: Transact<Mode>,
{
    let mut open = Open {
        conn,
        ended: false,
        mode: PhantomData,
    };
    let result = work(open.conn).await;
    let result = open.conn.end(result).await;
    open.ended = true;
    result
}

/// An open transaction, given up where it is not ended.
struct Open<'c, C: Transact<Mode>, Mode> {
    conn: &'c mut C,
    ended: bool,
    mode: PhantomData<fn() -> Mode>,
}

impl<C: Transact<Mode>, Mode> Drop for Open<'_, C, Mode> {
    fn drop(&mut self) {
        if !self.ended {
            self.conn.give_up();
        }
    }
}

/// The transaction sees too old a state of the database.
#[derive(Debug)]
struct Stale;

impl std::fmt::Display for Stale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the transaction sees the database as of its first statement")
    }
}

impl std::error::Error for Stale {}

/// True where the database gave the transaction up for the sake of another one.
fn is_conflict(error: &Error) -> bool {
    let DatabaseError(kind, information) = error else {
        return false;
    };
    match kind {
        SerializationFailure => true,
        // Diesel has no kind for these. PostgreSQL translates its messages, but not the names of its locks, which the details of a
        // deadlock give, and nothing else does.
        Unknown => {
            let locks = information.details().unwrap_or_default();
            let message = information.message();
            locks.contains("ShareLock")
                || locks.contains("ExclusiveLock")
                || message == "deadlock detected"
                || message == "database is locked"
                || message.starts_with("database table is locked")
                || message.contains("try restarting transaction")
                || message.starts_with("Record has changed since last read")
        }
        _ => false,
    }
}

/// The pause before the next attempt: longer each time, the longer this one took, and of two transactions hardly ever the same.
/// PostgreSQL takes a second to find a deadlock.
fn pause(attempt: u32, took: Duration) -> Duration {
    let longest = Duration::from_millis(1 << attempt.min(6)).max(took * 2);
    let micros = u64::try_from(longest.as_micros()).unwrap_or(u64::MAX);
    Duration::from_micros(RandomState::new().hash_one(attempt) % micros.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Told(&'static str, Option<&'static str>);

    impl DatabaseErrorInformation for Told {
        fn message(&self) -> &str {
            self.0
        }
        fn details(&self) -> Option<&str> {
            self.1
        }
        fn hint(&self) -> Option<&str> {
            None
        }
        fn table_name(&self) -> Option<&str> {
            None
        }
        fn column_name(&self) -> Option<&str> {
            None
        }
        fn constraint_name(&self) -> Option<&str> {
            None
        }
        fn statement_position(&self) -> Option<i32> {
            None
        }
    }

    fn is_unknown_conflict(message: &'static str, details: Option<&'static str>) -> bool {
        is_conflict(&DatabaseError(Unknown, Box::new(Told(message, details))))
    }

    #[test]
    fn a_deadlock_is_recognised_in_any_language() {
        let english = "Process 1 waits for ShareLock on transaction 2; blocked by process 3.";
        assert!(is_unknown_conflict("deadlock detected", Some(english)));
        let german =
            "Prozess 1 wartet auf ShareLock-Sperre auf Transaktion 2; blockiert von Prozess 3.";
        assert!(is_unknown_conflict("Verklemmung entdeckt", Some(german)));
    }

    #[test]
    fn other_errors_are_no_conflicts() {
        assert!(is_unknown_conflict("database is locked", None));
        assert!(!is_unknown_conflict("no such table: users", None));
        assert!(!is_unknown_conflict("value too long", Some("a detail")));
        assert!(!is_conflict(&Error::NotFound));
    }

    #[test]
    fn a_row_that_is_refused_again_and_again_is_given_up() {
        let (one, two) = (
            "Key (user_id, tag_id)=(1, 1)",
            "Key (user_id, tag_id)=(1, 2)",
        );
        let mut refusals = Refusals::default();
        for _ in 0..REFUSALS {
            assert!(refusals.allow(&Told("duplicate key", Some(one))));
        }
        assert!(!refusals.allow(&Told("duplicate key", Some(one))));
        // Others are inserted and deleted in between.
        for row in [two, one].repeat(20) {
            assert!(refusals.allow(&Told("duplicate key", Some(row))));
        }
    }

    #[test]
    fn pauses_grow_with_the_attempts_and_with_what_they_took() {
        assert!((0..100).all(|_| pause(1, Duration::ZERO) < Duration::from_millis(2)));
        assert!((0..100).all(|_| pause(30, Duration::ZERO) < Duration::from_millis(64)));
        assert!((0..100).any(|_| pause(1, Duration::from_secs(1)) > Duration::from_millis(100)));
    }
}
