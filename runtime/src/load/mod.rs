//! Eager loading: one statement for each relation, whose rows are grouped by parent.

pub(crate) mod compare_keys;
pub(crate) mod eager;
pub(crate) mod equal_keys;
pub(crate) mod extent;
pub(crate) mod fill;
pub(crate) mod folded;
pub(crate) mod group;
pub(crate) mod key_index;
pub(crate) mod key_parts;
pub(crate) mod keyed_query;
pub(crate) mod load_count;
pub(crate) mod load_related;
pub(crate) mod load_rows;
pub(crate) mod optional;
pub(crate) mod or_default;
pub(crate) mod relation;
pub(crate) mod reload_related;
pub(crate) mod row_or_default;
pub(crate) mod strangers;

pub use self::eager::{Eager, Loads, RelationField};
pub use self::or_default::OrDefault;
