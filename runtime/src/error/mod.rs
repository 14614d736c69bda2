//! The errors of our own, by topic. Everything else that goes wrong is Diesel's error.

mod columns;
pub(crate) mod owner;
pub(crate) mod pivot;
pub(crate) mod query;
pub(crate) mod row;
