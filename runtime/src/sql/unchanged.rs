//! The condition that a column holds a value already: it decides whether a row has changed.
//!
//! A value is compared as the column's own type. Two values that the program can tell apart are never equal here, so that no change is
//! lost; where a database cannot say so for sure, the row counts as changed and is written.

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
use std::any::TypeId;

use diesel::QueryResult;
use diesel::query_builder::AstPass;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
use diesel::sql_types::*;

use crate::dialect::dialect::Dialect;
use crate::sql::values::FieldValue;

/// Whether a SQL type is one of these, nullable or not.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
macro_rules! is_one_of {
    ($sql_type:expr, $($ty:ty),+ $(,)?) => {
        [$(TypeId::of::<$ty>(), TypeId::of::<Nullable<$ty>>()),+].contains(&$sql_type)
    };
}

/// Writes the condition; `None` is NULL.
pub(crate) fn walk_unchanged<'b, DB: Dialect>(
    column: &str,
    value: Option<&'b dyn FieldValue<DB>>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let Some(value) = value else {
        out.push_identifier(column)?;
        out.push_sql(" IS NULL");
        return Ok(());
    };
    let mut condition = DB::unchanged(value.sql_type());
    while let Some((sql, rest)) = condition.split_once('{') {
        out.push_sql(sql);
        condition = match rest.strip_prefix("column}") {
            Some(rest) => {
                out.push_identifier(column)?;
                rest
            }
            None => {
                value.walk_ast(out.reborrow())?;
                rest.trim_start_matches("value}")
            }
        };
    }
    out.push_sql(condition);
    Ok(())
}

#[cfg(feature = "sqlite")]
pub(crate) fn sqlite(sql_type: TypeId) -> &'static str {
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

#[cfg(feature = "postgres")]
pub(crate) fn postgres(sql_type: TypeId) -> &'static str {
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

#[cfg(feature = "mysql")]
pub(crate) fn mysql(sql_type: TypeId) -> &'static str {
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
