//! Eager loading: one statement for each relation, whose rows are grouped by parent.

pub(crate) mod eager;
pub(crate) mod equal_keys;
pub(crate) mod fill;
pub(crate) mod group;
pub(crate) mod key_index;
pub(crate) mod load_count;
pub(crate) mod load_related;
pub(crate) mod optional;
pub(crate) mod or_default;
pub(crate) mod reload_related;
pub(crate) mod row_or_default;
pub(crate) mod strangers;

pub use self::eager::{Eager, Loadable, Loads};
pub use self::or_default::OrDefault;
