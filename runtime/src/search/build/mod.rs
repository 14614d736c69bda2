//! From a request to conditions and orders: each name is looked up in the declaration, and each value becomes a bound one.

pub(crate) mod aggregate;
pub(crate) mod called;
pub(crate) mod days;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod json_value;
pub(crate) mod keyset;
pub(crate) mod leaf;
pub(crate) mod list;
pub(crate) mod mistake;
pub(crate) mod named;
pub(crate) mod names;
mod owner;
pub(crate) mod pivot_key;
pub(crate) mod relation;
pub(crate) mod scope;
pub(crate) mod sort;
mod sorted_aggregate;
pub(crate) mod variants;
