//! A link aggregator on PostgreSQL: a schema of the size of a real one, and the relations of its models.

#![recursion_limit = "256"]
// Without relations, nothing names the related models.
#![cfg_attr(not(feature = "relations"), allow(unused_imports))]

pub mod keys;
pub mod kinds;
pub mod models;
#[rustfmt::skip]
pub mod schema;

/// The statements that make the tables.
pub const SCHEMA: &str = include_str!("schema.sql");
