//! A query that can be joined to a table, as a bound: Diesel's own has private parts.

pub(crate) use diesel::internal::table_macro::Inner;
pub(crate) use diesel::query_dsl::InternalJoinDsl;
