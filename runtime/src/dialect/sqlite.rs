//! SQLite.

use std::any::TypeId;

use diesel::sql_types::*;

use crate::dialect::facts::{Facts, JsonSql, Likes, Lists, is_one_of};

pub(crate) static SQLITE: Facts = Facts {
    lists: Lists::RowsOfQuery,
    takes_hints: true,
    lock_row: None,
    read_latest: "",
    caches_locks: true,
    lock_in_sub_query: "",
    foreign_keys_lock: false,
    knows_default: false,
    limits_bytes: false,
    isolation: "''",
    settable_column: ("", ""),
    null_safe_equal: " IS ",
    as_text: ("CAST(", " AS TEXT)"),
    // Not a column of an index: that is asked by the column as it is.
    exactly: Some(("+", " COLLATE BINARY")),
    // Always UTC.
    now: "CURRENT_TIMESTAMP",
    now_utc: "CURRENT_TIMESTAMP",
    integer: "INTEGER",
    double: "REAL",
    text: "TEXT",
    likes: Likes {
        // For the letters of ASCII.
        ignoring_case: ("", " LIKE ", ""),
        containing: ("INSTR(", ", ", ") > 0"),
        contains_pattern: false,
        no_escape: "",
    },
    json: JsonSql::Extract,
    nulls_first: true,
    casts_any_text: true,
    returning: true,
    names_conflict: true,
    insert_defaults: " DEFAULT VALUES",
    index_compares_rows: true,
    values_are_a_table: true,
    before_snapshot: None,
    in_snapshot: None,
    always_snapshot: true,
    updates_by_join: false,
    recurses_once: false,
    most_recursions: usize::MAX,
    any_recursion: "",
    unchanged,
    returns_bare_columns: true,
};

/// The condition of [`Facts::unchanged`].
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
