//! MySQL and MariaDB.

use std::any::TypeId;

use diesel::sql_types::*;

use crate::dialect::facts::{Facts, JsonSql, Likes, Lists, REPEATABLE_READ, is_one_of};

pub(crate) static MYSQL: Facts = Facts {
    lists: Lists::Rows,
    takes_hints: false,
    lock_row: Some(" FOR UPDATE"),
    read_latest: " FOR UPDATE",
    caches_locks: false,
    lock_in_sub_query: "",
    foreign_keys_lock: true,
    knows_default: true,
    limits_bytes: true,
    isolation: "''",
    settable_column: ("", ""),
    null_safe_equal: " <=> ",
    // A `CAST` has a collation of its own, which may not be that of the column.
    as_text: ("CONCAT(", ")"),
    exactly: Some(("CONVERT(", " USING utf8mb4) COLLATE utf8mb4_bin")),
    now: "CURRENT_TIMESTAMP(6)",
    now_utc: "UTC_TIMESTAMP(6)",
    integer: "SIGNED",
    double: "DOUBLE",
    text: "CHAR",
    likes: Likes {
        ignoring_case: ("LOWER(", ") LIKE LOWER(", ")"),
        // In the column's own collation, letters of another case may be equal.
        containing: ("CONVERT(", " USING utf8mb4) COLLATE utf8mb4_bin LIKE ", ""),
        contains_pattern: true,
        // No text of a request has this character. With an empty one, the backslash stays.
        no_escape: " ESCAPE x'00'",
    },
    json: JsonSql::Contains,
    nulls_first: true,
    casts_any_text: true,
    returning: false,
    names_conflict: false,
    insert_defaults: " () VALUES ()",
    index_compares_rows: false,
    values_are_a_table: false,
    before_snapshot: REPEATABLE_READ,
    in_snapshot: None,
    always_snapshot: false,
    updates_by_join: true,
    recurses_once: false,
    most_recursions: 8,
    // MariaDB ends a recursion after 1,000 rounds without an error.
    any_recursion: "/*M! SET STATEMENT max_recursive_iterations = 4294967295 FOR */ ",
    unchanged,
    returns_bare_columns: false,
};

/// The condition of [`Facts::unchanged`].
fn unchanged(sql_type: TypeId) -> &'static str {
    /// A text as bytes in one charset: the column may have another one than the connection, and any collation.
    macro_rules! text {
        ($before:literal, $after:literal) => {
            concat!(
                "CAST(CONVERT(",
                $before,
                "{column}",
                $after,
                " USING utf8mb4) AS BINARY) <=> CAST(CONVERT(",
                $before,
                "({value})",
                $after,
                " USING utf8mb4) AS BINARY)"
            )
        };
    }
    if is_one_of!(
        sql_type,
        Bool,
        TinyInt,
        SmallInt,
        Integer,
        BigInt,
        Unsigned<TinyInt>,
        Unsigned<SmallInt>,
        Unsigned<Integer>,
        Unsigned<BigInt>,
        Numeric,
        Date,
        Time,
        Datetime,
        Timestamp,
    ) {
        "{column} <=> ({value})"
    } else if is_one_of!(sql_type, Float, Double) {
        // 0 = -0, but not their angles.
        "({column} <=> ({value}) AND ATAN2(0, {column}) <=> ATAN2(0, ({value})))"
    } else if is_one_of!(sql_type, Text) {
        text!("", "")
    } else if is_one_of!(sql_type, Binary) {
        "CAST({column} AS BINARY) <=> CAST(({value}) AS BINARY)"
    } else if is_one_of!(sql_type, Json) {
        // In one form: a JSON column of MySQL puts spaces and keys into another order, one of MariaDB is a text.
        text!("JSON_EXTRACT(", ", '$')")
    } else {
        // Enums, types of the program's own, of whichever column.
        concat!(
            "CASE CHARSET({column}) WHEN 'binary' THEN {column} <=> ({value}) ELSE ",
            text!("", ""),
            " END"
        )
    }
}
