//! PostgreSQL.

use std::any::TypeId;

use diesel::sql_types::*;

use crate::dialect::facts::{Facts, JsonSql, Likes, Lists, REPEATABLE_READ, is_one_of};

pub(crate) static POSTGRES: Facts = Facts {
    lists: Lists::Arrays,
    takes_hints: false,
    // Foreign keys that refer to the row need not wait.
    lock_row: Some(" FOR NO KEY UPDATE"),
    lock_in_sub_query: " FOR UPDATE",
    read_latest: "",
    caches_locks: true,
    foreign_keys_lock: false,
    knows_default: true,
    limits_bytes: false,
    isolation: "current_setting('transaction_isolation')",
    // Of the row's own table, which can be a partition.
    settable_column: (
        "SELECT attname::text FROM pg_attribute WHERE attrelid = (SELECT tableoid",
        ") AND attnum > 0 AND NOT attisdropped AND attidentity <> 'a' AND attgenerated = '' ORDER BY attnum LIMIT 1",
    ),
    null_safe_equal: " IS NOT DISTINCT FROM ",
    as_text: ("CAST(", " AS TEXT)"),
    exactly: None,
    now: "CURRENT_TIMESTAMP",
    now_utc: "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')",
    integer: "BIGINT",
    double: "DOUBLE PRECISION",
    text: "TEXT",
    likes: Likes {
        ignoring_case: ("", " ILIKE ", ""),
        containing: ("", " LIKE ", ""),
        contains_pattern: true,
        // Otherwise a backslash at its end would be an error.
        no_escape: " ESCAPE ''",
    },
    json: JsonSql::Operators,
    nulls_first: false,
    casts_any_text: false,
    returning: true,
    names_conflict: true,
    insert_defaults: " DEFAULT VALUES",
    index_compares_rows: true,
    values_are_a_table: true,
    before_snapshot: None,
    in_snapshot: REPEATABLE_READ,
    always_snapshot: false,
    updates_by_join: false,
    recurses_once: true,
    most_recursions: usize::MAX,
    any_recursion: "",
    unchanged,
    returns_bare_columns: false,
};

/// The condition of [`Facts::unchanged`].
fn unchanged(sql_type: TypeId) -> &'static str {
    if is_one_of!(
        sql_type,
        Bool,
        SmallInt,
        Integer,
        BigInt,
        Oid,
        CChar,
        Money,
        Binary,
        Uuid,
        Date,
        Time,
        Timestamp,
        Timestamptz,
        Inet,
        Cidr,
        MacAddr,
        MacAddr8,
        PgLsn,
        // Numbers, whatever their scale: a column of a fixed scale gives 0.00 for 0.
        Numeric,
        Array<Numeric>,
        Array<Nullable<Numeric>>,
        Range<Numeric>,
        Multirange<Numeric>,
    ) {
        "{column} IS NOT DISTINCT FROM ({value})"
    } else if is_one_of!(sql_type, Float) {
        // By their bits: 0 = -0.
        "float4send({column}) IS NOT DISTINCT FROM float4send({value})"
    } else if is_one_of!(sql_type, Double) {
        "float8send({column}) IS NOT DISTINCT FROM float8send({value})"
    } else if is_one_of!(sql_type, Text) {
        // By their bytes, whatever the collation. A cast takes the blanks off the end of a CHAR(n), and the value has them.
        "{column}::text COLLATE \"C\" IS NOT DISTINCT FROM \
         rtrim(({value})::text, CASE WHEN pg_typeof({column}) = 'bpchar'::regtype THEN ' ' ELSE '' END)"
    } else if is_one_of!(sql_type, Citext, Json, Jsonb, Interval) {
        // As texts: JSON has no equality; that of the others is wider, '1 month' = '30 days'.
        "{column}::text COLLATE \"C\" IS NOT DISTINCT FROM ({value})::text"
    } else {
        // Enums, arrays, ranges, types of the program's own: as texts. There may be floats in them, and a session can have these
        // written with fewer digits than they have.
        "({column}::text COLLATE \"C\" IS NOT DISTINCT FROM ({value})::text \
         AND current_setting('extra_float_digits')::int > 0)"
    }
}
