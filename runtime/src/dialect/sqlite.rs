//! SQLite.

use std::any::TypeId;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::sql_types::*;
use diesel::sqlite::Sqlite;

use crate::dialect::dialect::{Dialect, SelectedRowValues, is_one_of};
use crate::unstable::returning::Returning;

impl Dialect for Sqlite {
    type RowLists = SelectedRowValues;
    const TAKES_HINTS: bool = true;
    const LOCK_ROW: Option<&'static str> = None;
    const READ_LATEST: &'static str = "";
    const CACHES_LOCKS: bool = true;
    const FOREIGN_KEYS_LOCK: bool = false;
    const KNOWS_DEFAULT: bool = false;
    const LIMITS_BYTES: bool = false;
    const ISOLATION: &'static str = "''";
    const SETTABLE_COLUMN: (&'static str, &'static str) = ("", "");
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
        unchanged(sql_type)
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

/// The condition of [`Dialect::unchanged`].
fn unchanged(sql_type: TypeId) -> &'static str {
    /// A time as text in one form: CURRENT_TIMESTAMP has no fraction, crate `time` writes one always, and some write a `T` or a zone.
    macro_rules! time {
        ($time:literal) => {
            concat!(
                "rtrim(replace(replace(replace(",
                $time,
                ", 'T', ' '), 'Z', ''), '+00:00', '') || CASE instr(",
                $time,
                ", '.') WHEN 0 THEN '.' ELSE '' END, '0')"
            )
        };
    }
    if is_one_of!(sql_type, Timestamp, TimestamptzSqlite, Time) {
        concat!(time!("{column}"), " IS ", time!("({value})"))
    } else {
        "{column} COLLATE BINARY IS ({value})"
    }
}
