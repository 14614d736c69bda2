//! Expressions and clauses that Diesel does not have: keys of several columns, lists of keys, values of new rows, row numbers.

pub(crate) mod after;
pub(crate) mod aggregate;
pub(crate) mod aliased;
pub(crate) mod composite;
pub(crate) mod condition;
pub(crate) mod delegate;
pub(crate) mod exactly;
pub(crate) mod first_per_parent;
pub(crate) mod has_key;
pub(crate) mod key;
mod key_arrays;
pub(crate) mod key_binds;
pub(crate) mod key_columns;
pub(crate) mod key_filter;
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
#[cfg(all(test, feature = "sqlite"))]
mod tests;
pub(crate) mod text_key;
pub(crate) mod trimmed;
pub(crate) mod unchanged;
pub(crate) mod values;

pub use self::aggregate::{Aggregate, Avg, Count, Max, Min, Sum};
pub use self::aliased::Aliased;
pub use self::has_key::{HasKeyField, KeyField};
pub use self::key::KeyColumn;
pub use self::key_binds::KeyIs;
pub use self::key_columns::{KeyColumns, KeyMatches, SameKeyType};
pub use self::key_filter::{Everything, KeyFilter, Scanned};
pub use self::key_list::KeyList;
pub use self::morph_id::{AsText, MorphId, SameType};
pub use self::order_key::{Latest, Oldest};
pub use self::row_number::PerParent;
pub use self::scoped::{Scoped, Tail};
pub use self::source::{Joined, SameColumns, Source};
pub use self::text_key::{TextKey, TextOf};
pub use self::values::{NoFields, Null};
