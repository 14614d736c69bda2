//! All in which the databases differ, as values: what a statement is told of the database that it is written for.

use std::any::TypeId;

/// The facts and the SQL in which the databases differ. Each database has one record of them.
#[derive(Debug)]
pub struct Facts {
    /// The end of a `SELECT` that locks its rows against other writers; `None` where a write locks the whole database.
    pub(crate) lock_row: Option<&'static str>,
    /// The end of a `SELECT` that sees what was committed after the transaction began to read.
    pub(crate) read_latest: &'static str,
    /// The end of a sub-query that locks its rows as their deletion does; empty where a statement locks the rows that its sub-queries read.
    pub(crate) lock_in_sub_query: &'static str,
    /// A `SELECT` that locks its rows can be cached. On MariaDB one that became the victim of a deadlock while its rows
    /// arrived never returns when it is sent again.
    pub(crate) caches_locks: bool,
    /// A row that refers to another by a foreign key locks that one until the transaction ends: two transactions
    /// that insert such rows and then touch the same owner would wait for each other.
    pub(crate) foreign_keys_lock: bool,
    /// An expression for the isolation of the transaction, as a text. It is empty where the isolation does not decide what a statement
    /// sees that waited for a lock.
    pub(crate) isolation: &'static str,
    /// The SQL before and behind ` FROM table WHERE key = ?` that asks for the name of a column of the row's table that `UPDATE` can set.
    /// Empty where no transaction keeps the snapshot of its first statement under a lock.
    pub(crate) settable_column: (&'static str, &'static str),

    /// The operator of equality for which NULL equals NULL.
    pub(crate) null_safe_equal: &'static str,
    /// The SQL before and behind a number that is compared as a text, in the collation of the column beside it.
    pub(crate) as_text: (&'static str, &'static str),
    /// The SQL before and behind a column that make two texts equal only if they have the same characters; `None` where that is so of any
    /// column.
    pub(crate) exactly: Option<(&'static str, &'static str)>,
    /// The condition that a column of this SQL type holds a value already; `{column}` and `{value}` stand for them.
    pub(crate) unchanged: fn(TypeId) -> &'static str,
    /// The time now in the zone of the session. It is as precise as the database has it: a column keeps the digits that it holds.
    pub(crate) now: &'static str,
    /// The time now in UTC, for a column without a zone.
    pub(crate) now_utc: &'static str,
    /// The name of a whole number in `CAST`.
    pub(crate) integer: &'static str,
    /// The name of a number with a floating point in `CAST`.
    #[cfg_attr(not(feature = "search"), allow(dead_code))]
    pub(crate) double: &'static str,
    /// The name of a text in `CAST`.
    #[cfg_attr(not(feature = "search"), allow(dead_code))]
    pub(crate) text: &'static str,
    /// The forms of `LIKE`.
    #[cfg_attr(not(feature = "search"), allow(dead_code))]
    pub(crate) likes: Likes,
    /// The functions for JSON.
    #[cfg_attr(not(feature = "search"), allow(dead_code))]
    pub(crate) json: JsonSql,
    /// NULL comes first in an ascending order.
    #[cfg_attr(not(feature = "search"), allow(dead_code))]
    pub(crate) nulls_first: bool,
    /// `CAST` makes a number of any text, without an error.
    pub(crate) casts_any_text: bool,

    /// `INSERT` and `UPDATE` can return their rows.
    pub(crate) returning: bool,
    /// `RETURNING` has its columns without their table, which must not be named with its database there.
    pub(crate) returns_bare_columns: bool,
    /// `INSERT` names the unique key that it works around: `ON CONFLICT (..)`, where others have `ON DUPLICATE KEY`.
    pub(crate) names_conflict: bool,
    /// The end of `INSERT INTO table` where no column is given.
    pub(crate) insert_defaults: &'static str,
    /// A list of rows to insert can say `DEFAULT`.
    pub(crate) knows_default: bool,
    /// A statement has to be short: the server refuses one of more than a few megabytes.
    pub(crate) limits_bytes: bool,
    /// The rows of an `UPDATE` are found by a join, because a sub-query would run for each row and cannot read the same table.
    pub(crate) updates_by_join: bool,

    /// The form in which it reads a list of keys.
    pub(crate) lists: Lists,
    /// The planner takes `unlikely(..)`.
    pub(crate) takes_hints: bool,
    /// An index answers `(a, b) > (1, 2)`.
    pub(crate) index_compares_rows: bool,
    /// `(VALUES ..)` can stand in `FROM`.
    pub(crate) values_are_a_table: bool,

    /// The statement that is sent before the transaction of a snapshot begins.
    pub(crate) before_snapshot: Option<&'static str>,
    /// The statement that is sent when it has begun.
    pub(crate) in_snapshot: Option<&'static str>,
    /// Every transaction sees one state of the database.
    pub(crate) always_snapshot: bool,

    /// A recursive query can read its own rows only once.
    pub(crate) recurses_once: bool,
    /// The number of times that a recursive query reads its own rows at most: the memory that MariaDB needs grows tenfold with two more.
    pub(crate) most_recursions: usize,
    /// The beginning of a statement whose recursion can be of any depth.
    pub(crate) any_recursion: &'static str,
}

/// The functions for JSON. Those of databases that are not turned on are not made.
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code)
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonSql {
    /// `json_extract(options, '$."visible"')`, `json_each(options)`
    Extract,
    /// `options #> '{visible}'`, `options @> '[1]'`
    Operators,
    /// `JSON_EXTRACT(options, '$."visible"')`, `JSON_CONTAINS(options, '1')`
    Contains,
}

/// The forms of `LIKE`: the SQL before the column, between it and the pattern, and behind that.
#[cfg_attr(not(feature = "search"), allow(dead_code))]
#[derive(Debug)]
pub(crate) struct Likes {
    /// The match for which upper and lower case are equal.
    pub(crate) ignoring_case: (&'static str, &'static str, &'static str),
    /// The test that a text is in the column, exactly as it is written.
    pub(crate) containing: (&'static str, &'static str, &'static str),
    /// That test takes a pattern, not the text.
    pub(crate) contains_pattern: bool,
    /// The end of a `LIKE` in whose pattern no character takes away the meaning of the next one.
    pub(crate) no_escape: &'static str,
}

/// A list of keys in SQL. Those of databases that are not turned on are not made.
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code)
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lists {
    /// `a = ANY($1)`, `(a, b) IN (SELECT * FROM unnest($1, $2))`
    Arrays,
    /// `(a, b) IN (SELECT * FROM (VALUES (1, 2), (3, 4)))`: the form for which SQLite before 3.43 uses an index, too.
    RowsOfQuery,
    /// `(a, b) IN ((1, 2), (3, 4))`
    Rows,
}

/// Every statement of the transaction sees the database as of its first read.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) const REPEATABLE_READ: Option<&str> =
    Some("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");

/// Tests whether a SQL type is one of these, nullable or not.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
macro_rules! is_one_of {
    ($sql_type:expr, $($ty:ty),+ $(,)?) => {
        [$(TypeId::of::<$ty>(), TypeId::of::<Nullable<$ty>>()),+].contains(&$sql_type)
    };
}
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub(crate) use is_one_of;
