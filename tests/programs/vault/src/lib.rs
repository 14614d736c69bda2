//! A password vault on whichever database: a schema of the size of a real one, and the relations of its models.

#![recursion_limit = "256"]
// Without relations, nothing names the related models.
#![cfg_attr(not(feature = "relations"), allow(unused_imports))]

pub mod keys;
pub mod models;
#[rustfmt::skip]
pub mod schema;

/// The statements that make the tables; the databases differ in how they call the types of keys and times.
pub fn schema_sql(key: &str, time: &str) -> String {
    let nullable_time = format!("{time} NULL");
    include_str!("schema.sql")
        .replace("{key}", key)
        .replace("{nullable_time}", &nullable_time)
        .replace("{time}", time)
}
