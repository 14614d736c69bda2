//! The SQL of searches.

pub(crate) mod bind;
pub(crate) mod cast;
pub(crate) mod class;
pub(crate) mod dynamic;
pub(crate) mod function;
pub(crate) mod json;
pub(crate) mod maybe_limited;
pub(crate) mod order;
pub(crate) mod related;
pub(crate) mod statement;
pub(crate) mod test;

pub use dynamic::{Condition, Dynamic, Operand};
pub use function::Function;
pub use order::Ordering;
pub use statement::{CountRows, Rows, SelectRows};
