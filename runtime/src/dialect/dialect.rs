//! What differs between the databases, in one place.

use std::any::TypeId;
#[cfg(feature = "mysql")]
use std::fmt::Write;

use diesel::QueryResult;
use diesel::backend::Backend;
#[cfg(feature = "mysql")]
use diesel::debug_query;
use diesel::query_builder::{AstPass, QueryFragment};
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
use diesel::sql_types::Text;

use crate::unstable::backend::OwnClauses;
#[cfg(feature = "postgres")]
use crate::unstable::bound_values::UnknownTypes;
use crate::unstable::returning::Returning;

/// What the databases do not agree on. Features `sqlite`, `postgres` and `mysql` implement it for Diesel's backends.
///
/// Many-to-many relations, relations through a model between, writes of rows, polymorphic ids that are texts, lists of composite
/// keys, and [`snapshot`](crate::Query::snapshot) need it, nothing else does.
#[diagnostic::on_unimplemented(
    message = "some statements differ between the databases, and the one of `{Self}` is not turned on",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait Dialect: OwnClauses + 'static {
    /// How a list of rows is written: [`RowValues`], [`SelectedRowValues`] or [`Tuples`].
    type RowLists;
    /// What follows a `SELECT` that locks its rows against other writers; `None` where a write locks the whole database.
    const LOCK_ROW: Option<&'static str>;
    /// What follows a `SELECT` that is to see what was committed since the transaction began to read.
    const READ_LATEST: &'static str;
    /// Whether a `SELECT` that locks its rows can be cached. On MariaDB one that became the victim of a deadlock while its rows
    /// arrived never returns when it is sent again.
    const CACHES_LOCKS: bool;
    /// Whether a row that names another by a foreign key keeps that one from being changed by others until the transaction ends: two
    /// that insert such rows and then touch the one owner would wait for each other.
    const FOREIGN_KEYS_LOCK: bool;
    /// The isolation of the transaction as a text, where it decides what a statement behind a lock sees.
    const ISOLATION: &'static str;
    /// The operator between two values that are equal, where NULL equals NULL.
    const NULL_SAFE_EQUAL: &'static str;
    /// What stands before and behind a number that is compared as a text, in the collation of the column that it is compared
    /// with.
    const AS_TEXT: (&'static str, &'static str);
    /// What stands before and behind a column whose texts are the same only where they are written the same; `None` where that
    /// is so of any column.
    const EXACTLY: Option<(&'static str, &'static str)>;
    /// The condition that a column of a SQL type holds a value already; `{column}` and `{value}` stand for them.
    fn unchanged(sql_type: TypeId) -> &'static str;
    /// The time now, as precise as the database has it: a column keeps the digits that it holds.
    const NOW: &'static str;
    /// The same in UTC, for a column without a zone.
    const NOW_UTC: &'static str;
    /// What `CAST` calls a whole number.
    const INTEGER: &'static str;
    /// Whether a text that is no number is cast to one without an error.
    const CASTS_ANY_TEXT: bool;
    /// Whether `INSERT` can return the row.
    const RETURNING: bool;
    /// Whether `INSERT` names the unique key that it works around: `ON CONFLICT (..)`, or else `ON DUPLICATE KEY`.
    const NAMES_CONFLICT: bool;
    /// What follows `INSERT INTO table` where no column is given.
    const INSERT_DEFAULTS: &'static str;
    /// Whether the planner takes `unlikely(..)`.
    const TAKES_HINTS: bool;
    /// Whether an index answers `(a, b) > (1, 2)`.
    const INDEX_COMPARES_ROWS: bool;
    /// Whether `(VALUES ..)` can stand in `FROM`.
    const VALUES_ARE_A_TABLE: bool;
    /// What is sent before the transaction of a snapshot begins.
    const BEFORE_SNAPSHOT: Option<&'static str>;
    /// What is sent when it has begun.
    const IN_SNAPSHOT: Option<&'static str>;
    /// Whether every transaction sees one state of the database.
    const ALWAYS_SNAPSHOT: bool;
    /// Whether the rows of an `UPDATE` are found by a join: a sub-query is asked for each row, and cannot read the same table.
    const UPDATES_BY_JOIN: bool;
    /// Whether a recursive query can read its own rows only once.
    const RECURSES_ONCE: bool;
    /// How many times a recursive query reads its own rows at most: the memory that MariaDB needs grows tenfold with two more.
    const MOST_RECURSIONS: usize;
    /// What stands before a statement whose recursion can be of any depth.
    const ANY_RECURSION: &'static str;
    /// Whether a list of rows can say `DEFAULT`.
    const KNOWS_DEFAULT: bool;
    /// Whether a statement has to be short, of few megabytes.
    const LIMITS_BYTES: bool;
    /// About how many bytes a value is; 0 where the length of a statement does not matter.
    fn bytes(value: &dyn QueryFragment<Self>) -> usize {
        let _ = value;
        0
    }
    /// Writes a text, as a value.
    fn push_text<'b>(text: &'b str, out: AstPass<'_, 'b, Self>) -> QueryResult<()>;
    /// Writes ` RETURNING id, name`, where the database has it.
    fn walk_returning<'b, E: QueryFragment<Self>>(
        clause: &'b Returning<E>,
        out: AstPass<'_, 'b, Self>,
    ) -> QueryResult<()>;
    /// The values of a fragment as they would be sent, to be compared with each other.
    fn sent(values: &dyn QueryFragment<Self>) -> QueryResult<String>;
}

/// `(a, b) IN (VALUES (1, 2), (3, 4))`
#[derive(Debug, Clone, Copy)]
pub struct RowValues;

/// `(a, b) IN (SELECT * FROM (VALUES (1, 2), (3, 4)))`: the form for which SQLite before 3.43 uses an index, too.
#[derive(Debug, Clone, Copy)]
pub struct SelectedRowValues;

/// `(a, b) IN ((1, 2), (3, 4))`
#[derive(Debug, Clone, Copy)]
pub struct Tuples;

/// A list of rows, as the dialect `Lists` writes it.
pub trait ListOf<DB: Backend, Lists> {
    /// Writes the list, with its values as literals where there are any: row by row.
    fn walk_list<'b>(
        &'b self,
        literals: Option<&[String]>,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
const REPEATABLE_READ: Option<&str> = Some("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");

/// A transaction sees the database as of its first read.
#[cfg(feature = "sqlite")]
impl Dialect for diesel::sqlite::Sqlite {
    type RowLists = SelectedRowValues;
    const TAKES_HINTS: bool = true;
    const LOCK_ROW: Option<&'static str> = None;
    const READ_LATEST: &'static str = "";
    const CACHES_LOCKS: bool = true;
    const FOREIGN_KEYS_LOCK: bool = false;
    const KNOWS_DEFAULT: bool = false;
    const LIMITS_BYTES: bool = false;
    const ISOLATION: &'static str = "''";
    const NULL_SAFE_EQUAL: &'static str = " IS ";
    const AS_TEXT: (&'static str, &'static str) = ("CAST(", " AS TEXT)");
    // Not a column of an index: that is asked by the column as it is.
    const EXACTLY: Option<(&'static str, &'static str)> = Some(("+", " COLLATE BINARY"));
    // Always UTC.
    const NOW: &'static str = "CURRENT_TIMESTAMP";
    const NOW_UTC: &'static str = "CURRENT_TIMESTAMP";
    const INTEGER: &'static str = "INTEGER";
    const CASTS_ANY_TEXT: bool = true;
    const RETURNING: bool = true;
    const NAMES_CONFLICT: bool = true;
    const INSERT_DEFAULTS: &'static str = " DEFAULT VALUES";
    const INDEX_COMPARES_ROWS: bool = true;
    const VALUES_ARE_A_TABLE: bool = true;
    const BEFORE_SNAPSHOT: Option<&'static str> = None;
    const IN_SNAPSHOT: Option<&'static str> = None;
    const ALWAYS_SNAPSHOT: bool = true;
    const UPDATES_BY_JOIN: bool = false;
    const RECURSES_ONCE: bool = false;
    const MOST_RECURSIONS: usize = usize::MAX;
    const ANY_RECURSION: &'static str = "";
    fn unchanged(sql_type: TypeId) -> &'static str {
        crate::sql::unchanged::sqlite(sql_type)
    }
    // Diesel leaves the table out, which must not be named with its database.
    fn walk_returning<'b, E: QueryFragment<Self>>(
        clause: &'b Returning<E>,
        out: AstPass<'_, 'b, Self>,
    ) -> QueryResult<()> {
        clause.walk_ast(out)
    }
    fn push_text<'b>(text: &'b str, mut out: AstPass<'_, 'b, Self>) -> QueryResult<()> {
        out.push_bind_param::<Text, str>(text)
    }
    fn sent(values: &dyn QueryFragment<Self>) -> QueryResult<String> {
        let mut binds = <Self as Backend>::BindCollector::default();
        values.collect_binds(&mut binds, &mut (), &Self)?;
        Ok(format!("{binds:?}"))
    }
}

#[cfg(feature = "postgres")]
impl Dialect for diesel::pg::Pg {
    type RowLists = RowValues;
    const TAKES_HINTS: bool = false;
    // Foreign keys that refer to the row need not wait.
    const LOCK_ROW: Option<&'static str> = Some(" FOR NO KEY UPDATE");
    const READ_LATEST: &'static str = "";
    const CACHES_LOCKS: bool = true;
    const FOREIGN_KEYS_LOCK: bool = false;
    const KNOWS_DEFAULT: bool = true;
    const LIMITS_BYTES: bool = false;
    const ISOLATION: &'static str = "current_setting('transaction_isolation')";
    const NULL_SAFE_EQUAL: &'static str = " IS NOT DISTINCT FROM ";
    const AS_TEXT: (&'static str, &'static str) = ("CAST(", " AS TEXT)");
    const EXACTLY: Option<(&'static str, &'static str)> = None;
    const NOW: &'static str = "CURRENT_TIMESTAMP";
    const NOW_UTC: &'static str = "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')";
    const INTEGER: &'static str = "BIGINT";
    const CASTS_ANY_TEXT: bool = false;
    const RETURNING: bool = true;
    const NAMES_CONFLICT: bool = true;
    const INSERT_DEFAULTS: &'static str = " DEFAULT VALUES";
    const INDEX_COMPARES_ROWS: bool = true;
    const VALUES_ARE_A_TABLE: bool = true;
    const BEFORE_SNAPSHOT: Option<&'static str> = None;
    const IN_SNAPSHOT: Option<&'static str> = REPEATABLE_READ;
    const ALWAYS_SNAPSHOT: bool = false;
    const UPDATES_BY_JOIN: bool = false;
    const RECURSES_ONCE: bool = true;
    const MOST_RECURSIONS: usize = usize::MAX;
    const ANY_RECURSION: &'static str = "";
    fn unchanged(sql_type: TypeId) -> &'static str {
        crate::sql::unchanged::postgres(sql_type)
    }
    fn walk_returning<'b, E: QueryFragment<Self>>(
        clause: &'b Returning<E>,
        out: AstPass<'_, 'b, Self>,
    ) -> QueryResult<()> {
        clause.walk_ast(out)
    }
    fn push_text<'b>(text: &'b str, mut out: AstPass<'_, 'b, Self>) -> QueryResult<()> {
        out.push_bind_param::<Text, str>(text)
    }
    fn sent(values: &dyn QueryFragment<Self>) -> QueryResult<String> {
        let mut binds = <Self as Backend>::BindCollector::default();
        values.collect_binds(&mut binds, &mut UnknownTypes, &Self)?;
        Ok(format!("{binds:?}"))
    }
}

#[cfg(feature = "mysql")]
impl Dialect for diesel::mysql::Mysql {
    type RowLists = Tuples;
    const TAKES_HINTS: bool = false;
    const LOCK_ROW: Option<&'static str> = Some(" FOR UPDATE");
    const READ_LATEST: &'static str = " FOR UPDATE";
    const CACHES_LOCKS: bool = false;
    const FOREIGN_KEYS_LOCK: bool = true;
    const KNOWS_DEFAULT: bool = true;
    const LIMITS_BYTES: bool = true;
    const ISOLATION: &'static str = "''";
    const NULL_SAFE_EQUAL: &'static str = " <=> ";
    // A `CAST` has a collation of its own, which may not be that of the column.
    const AS_TEXT: (&'static str, &'static str) = ("CONCAT(", ")");
    const EXACTLY: Option<(&'static str, &'static str)> =
        Some(("CONVERT(", " USING utf8mb4) COLLATE utf8mb4_bin"));
    const NOW: &'static str = "CURRENT_TIMESTAMP(6)";
    const NOW_UTC: &'static str = "UTC_TIMESTAMP(6)";
    const INTEGER: &'static str = "SIGNED";
    const CASTS_ANY_TEXT: bool = true;
    const RETURNING: bool = false;
    const NAMES_CONFLICT: bool = false;
    const INSERT_DEFAULTS: &'static str = " () VALUES ()";
    const INDEX_COMPARES_ROWS: bool = false;
    const VALUES_ARE_A_TABLE: bool = false;
    const BEFORE_SNAPSHOT: Option<&'static str> = REPEATABLE_READ;
    const IN_SNAPSHOT: Option<&'static str> = None;
    const ALWAYS_SNAPSHOT: bool = false;
    const UPDATES_BY_JOIN: bool = true;
    const RECURSES_ONCE: bool = false;
    const MOST_RECURSIONS: usize = 8;
    // MariaDB ends a recursion after 1,000 rounds without an error.
    const ANY_RECURSION: &'static str =
        "/*M! SET STATEMENT max_recursive_iterations = 4294967295 FOR */ ";
    fn unchanged(sql_type: TypeId) -> &'static str {
        crate::sql::unchanged::mysql(sql_type)
    }
    fn walk_returning<'b, E: QueryFragment<Self>>(
        _: &'b Returning<E>,
        _: AstPass<'_, 'b, Self>,
    ) -> QueryResult<()> {
        Ok(())
    }
    fn bytes(value: &dyn QueryFragment<Self>) -> usize {
        // The text for people is about as long as the value.
        let mut length = Length(0);
        let _ = write!(length, "{}", debug_query::<Self, _>(&value));
        length.0
    }
    fn push_text<'b>(text: &'b str, mut out: AstPass<'_, 'b, Self>) -> QueryResult<()> {
        out.push_bind_param::<Text, str>(text)
    }
    fn sent(values: &dyn QueryFragment<Self>) -> QueryResult<String> {
        let mut binds = <Self as Backend>::BindCollector::default();
        values.collect_binds(&mut binds, &mut (), &Self)?;
        Ok(format!("{binds:?}"))
    }
}

/// Counts what is written.
#[cfg(feature = "mysql")]
struct Length(usize);

#[cfg(feature = "mysql")]
impl Write for Length {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}
