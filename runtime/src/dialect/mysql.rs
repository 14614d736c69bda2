//! MySQL and MariaDB.

use std::any::TypeId;
use std::fmt::Write;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::debug_query;
use diesel::mysql::Mysql;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::sql_types::*;

use crate::dialect::dialect::{Dialect, REPEATABLE_READ, Tuples, is_one_of};
use crate::unstable::returning::Returning;

impl Dialect for Mysql {
    type RowLists = Tuples;
    const TAKES_HINTS: bool = false;
    const LOCK_ROW: Option<&'static str> = Some(" FOR UPDATE");
    const READ_LATEST: &'static str = " FOR UPDATE";
    const CACHES_LOCKS: bool = false;
    const FOREIGN_KEYS_LOCK: bool = true;
    const KNOWS_DEFAULT: bool = true;
    const LIMITS_BYTES: bool = true;
    const ISOLATION: &'static str = "''";
    const SETTABLE_COLUMN: (&'static str, &'static str) = ("", "");
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
        unchanged(sql_type)
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
struct Length(usize);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// The condition of [`Dialect::unchanged`].
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
