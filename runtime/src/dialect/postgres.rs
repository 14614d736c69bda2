//! PostgreSQL.

use std::any::TypeId;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::sql_types::*;

use crate::dialect::dialect::{Dialect, REPEATABLE_READ, RowValues, is_one_of};
use crate::unstable::bound_values::UnknownTypes;
use crate::unstable::returning::Returning;

impl Dialect for Pg {
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
    // Of the row's own table, which can be a partition.
    const SETTABLE_COLUMN: (&'static str, &'static str) = (
        "SELECT attname::text FROM pg_attribute WHERE attrelid = (SELECT tableoid",
        ") AND attnum > 0 AND NOT attisdropped AND attidentity <> 'a' AND attgenerated = '' ORDER BY attnum LIMIT 1",
    );
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
        unchanged(sql_type)
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

/// The condition of [`Dialect::unchanged`].
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
