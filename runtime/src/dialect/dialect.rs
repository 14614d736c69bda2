//! The trait that a database implements: all in which the databases differ.

use std::any::TypeId;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::unstable::backend::OwnClauses;
use crate::unstable::returning::Returning;

/// The facts and the SQL in which the databases differ. Features `sqlite`, `postgres` and `mysql` implement it for Diesel's backends.
///
/// Many-to-many relations, relations through a model between, writes of rows, polymorphic ids that are texts, lists of composite
/// keys, and [`snapshot`](crate::Query::snapshot) need it, nothing else does.
#[diagnostic::on_unimplemented(
    message = "some statements differ between the databases, and the one of `{Self}` is not turned on",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait Dialect: OwnClauses + 'static {
    /// The form of a list of rows: [`RowValues`], [`SelectedRowValues`] or [`Tuples`].
    type RowLists;

    /// The end of a `SELECT` that locks its rows against other writers; `None` where a write locks the whole database.
    const LOCK_ROW: Option<&'static str>;
    /// The end of a `SELECT` that sees what was committed after the transaction began to read.
    const READ_LATEST: &'static str;
    /// A `SELECT` that locks its rows can be cached. On MariaDB one that became the victim of a deadlock while its rows
    /// arrived never returns when it is sent again.
    const CACHES_LOCKS: bool;
    /// A row that refers to another by a foreign key locks that one until the transaction ends: two transactions
    /// that insert such rows and then touch the same owner would wait for each other.
    const FOREIGN_KEYS_LOCK: bool;
    /// An expression for the isolation of the transaction, as a text. It is empty where the isolation does not decide what a statement
    /// sees that waited for a lock.
    const ISOLATION: &'static str;
    /// The SQL before and behind ` FROM table WHERE key = ?` that asks for the name of a column of the row's table that `UPDATE` can set.
    /// Empty where no transaction keeps the snapshot of its first statement under a lock.
    const SETTABLE_COLUMN: (&'static str, &'static str);

    /// The operator of equality for which NULL equals NULL.
    const NULL_SAFE_EQUAL: &'static str;
    /// The SQL before and behind a number that is compared as a text, in the collation of the column beside it.
    const AS_TEXT: (&'static str, &'static str);
    /// The SQL before and behind a column that make two texts equal only if they have the same characters; `None` where that is so of any
    /// column.
    const EXACTLY: Option<(&'static str, &'static str)>;
    /// The condition that a column of this SQL type holds a value already; `{column}` and `{value}` stand for them.
    fn unchanged(sql_type: TypeId) -> &'static str;
    /// The time now in the zone of the session. It is as precise as the database has it: a column keeps the digits that it holds.
    const NOW: &'static str;
    /// The time now in UTC, for a column without a zone.
    const NOW_UTC: &'static str;
    /// The name of a whole number in `CAST`.
    const INTEGER: &'static str;
    /// `CAST` makes a number of any text, without an error.
    const CASTS_ANY_TEXT: bool;

    /// `INSERT` and `UPDATE` can return their rows.
    const RETURNING: bool;
    /// `INSERT` names the unique key that it works around: `ON CONFLICT (..)`, where others have `ON DUPLICATE KEY`.
    const NAMES_CONFLICT: bool;
    /// The end of `INSERT INTO table` where no column is given.
    const INSERT_DEFAULTS: &'static str;
    /// A list of rows to insert can say `DEFAULT`.
    const KNOWS_DEFAULT: bool;
    /// A statement has to be short: the server refuses one of more than a few megabytes.
    const LIMITS_BYTES: bool;
    /// The rows of an `UPDATE` are found by a join, because a sub-query would run for each row and cannot read the same table.
    const UPDATES_BY_JOIN: bool;

    /// The planner takes `unlikely(..)`.
    const TAKES_HINTS: bool;
    /// An index answers `(a, b) > (1, 2)`.
    const INDEX_COMPARES_ROWS: bool;
    /// `(VALUES ..)` can stand in `FROM`.
    const VALUES_ARE_A_TABLE: bool;

    /// The statement that is sent before the transaction of a snapshot begins.
    const BEFORE_SNAPSHOT: Option<&'static str>;
    /// The statement that is sent when it has begun.
    const IN_SNAPSHOT: Option<&'static str>;
    /// Every transaction sees one state of the database.
    const ALWAYS_SNAPSHOT: bool;

    /// A recursive query can read its own rows only once.
    const RECURSES_ONCE: bool;
    /// How often a recursive query reads its own rows at most: the memory that MariaDB needs grows tenfold with two more.
    const MOST_RECURSIONS: usize;
    /// The beginning of a statement whose recursion can be of any depth.
    const ANY_RECURSION: &'static str;

    /// About how many bytes a value takes in a statement; 0 where the length of a statement does not matter.
    fn bytes(value: &dyn QueryFragment<Self>) -> usize {
        let _ = value;
        0
    }
    /// Writes a text as a value.
    fn push_text<'b>(text: &'b str, out: AstPass<'_, 'b, Self>) -> QueryResult<()>;
    /// Writes ` RETURNING id, name`, where the database has it.
    fn walk_returning<'b, E: QueryFragment<Self>>(
        clause: &'b Returning<E>,
        out: AstPass<'_, 'b, Self>,
    ) -> QueryResult<()>;
    /// The values of a fragment as they would be sent, to be compared with each other.
    fn sent(values: &dyn QueryFragment<Self>) -> QueryResult<String>;
}

/// Every statement of the transaction sees the database as of its first read.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) const REPEATABLE_READ: Option<&str> =
    Some("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");

/// `(a, b) IN (VALUES (1, 2), (3, 4))`
#[derive(Debug, Clone, Copy)]
pub struct RowValues;

/// `(a, b) IN (SELECT * FROM (VALUES (1, 2), (3, 4)))`: the form for which SQLite before 3.43 uses an index, too.
#[derive(Debug, Clone, Copy)]
pub struct SelectedRowValues;

/// `(a, b) IN ((1, 2), (3, 4))`
#[derive(Debug, Clone, Copy)]
pub struct Tuples;

/// A list of rows in the form `Lists`.
pub trait ListOf<DB: Backend, Lists> {
    /// Writes the list, with its values as literals where there are any: row by row.
    fn walk_list<'b>(
        &'b self,
        literals: Option<&[String]>,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
}

/// Tests whether a SQL type is one of these, nullable or not.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
macro_rules! is_one_of {
    ($sql_type:expr, $($ty:ty),+ $(,)?) => {
        [$(TypeId::of::<$ty>(), TypeId::of::<Nullable<$ty>>()),+].contains(&$sql_type)
    };
}
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub(crate) use is_one_of;
