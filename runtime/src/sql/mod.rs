//! Expressions and clauses that Diesel does not have: keys of several columns, lists of keys, values of new rows, row numbers.

pub(crate) mod aggregate;
pub(crate) mod aliased;
pub(crate) mod composite;
pub(crate) mod correlate;
pub(crate) mod first_per_parent;
pub(crate) mod key;
pub(crate) mod key_list;
pub(crate) mod literals;
pub(crate) mod row_number;
pub(crate) mod padded;
pub(crate) mod source;
pub(crate) mod trimmed;
pub(crate) mod unchanged;
pub(crate) mod values;
