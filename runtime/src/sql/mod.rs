//! Expressions and clauses that Diesel does not have: keys of several columns, lists of keys, values of new rows, row numbers.

pub(crate) mod after;
pub(crate) mod aggregate;
pub(crate) mod aliased;
pub(crate) mod composite;
pub(crate) mod condition;
pub(crate) mod delegate;
pub(crate) mod exactly;
pub(crate) mod first_per_parent;
pub(crate) mod key;
pub(crate) mod key_binds;
pub(crate) mod key_list;
pub(crate) mod keys_in;
pub(crate) mod literals;
pub(crate) mod local;
pub(crate) mod morph_id;
pub(crate) mod order_key;
pub(crate) mod padded;
pub(crate) mod returning;
pub(crate) mod row_number;
pub(crate) mod scoped;
pub(crate) mod source;
pub(crate) mod trimmed;
pub(crate) mod unchanged;
pub(crate) mod values;

pub use self::aggregate::{Aggregate, Avg, Count, Max, Min, Sum};
pub use self::aliased::Aliased;
pub use self::composite::KeyNullability;
pub use self::key::{
    Everything, KeyColumn, KeyField, KeyFilter, KeyIs, KeyMatches, SameKeyType, Scanned,
};
pub use self::morph_id::{AsText, MorphId, SameType, TextKey, TextOf};
pub use self::order_key::{Latest, Oldest};
pub use self::row_number::PerParent;
pub use self::scoped::{Scoped, Tail};
pub use self::source::{Joined, SameColumns, Source};
pub use self::values::NoFields;
