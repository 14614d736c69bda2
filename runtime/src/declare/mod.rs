//! The traits that the derive implements: models, relations, loaded rows, and the facts about them.

pub(crate) mod base_query;
#[cfg(feature = "serde")]
pub(crate) mod buffered;
pub(crate) mod checked;
pub(crate) mod deletion;
#[cfg(feature = "serde")]
pub(crate) mod deserialize;
pub(crate) mod fields;
pub(crate) mod first;
pub(crate) mod has_query;
#[cfg(feature = "serde")]
pub(crate) mod is_none;
pub(crate) mod leaving;
pub(crate) mod loaded_row;
pub(crate) mod many_to_many;
pub(crate) mod mark;
pub(crate) mod model;
pub(crate) mod model_id;
pub(crate) mod morph_to;
pub(crate) mod pivot_key;
pub(crate) mod presence;
pub(crate) mod primary_key;
pub(crate) mod relation_def;
pub(crate) mod row_names;
pub(crate) mod scope;
#[cfg(feature = "serde")]
pub(crate) mod serialize;
pub(crate) mod shape;
pub(crate) mod soft_delete;
pub(crate) mod timestamps;
pub(crate) mod touched;
pub(crate) mod view;
pub(crate) mod visibility;

pub use self::deletion::{Deletion, HardDelete, SoftDelete};
pub use self::first::FirstBy;
pub use self::many_to_many::Detaches;
pub use self::morph_to::Owns;
pub use self::presence::{Lenient, Strict};
pub use self::relation_def::{DeclaredOn, Keyed};
pub use self::scope::{AllRows, Condition, Scope};
pub use self::shape::{Many, One, Owner};
pub use self::soft_delete::SoftDeletes;
pub use self::timestamps::Timestamped;
pub use self::touched::Touched;
pub use self::view::{OnlyTrashed, Viewed, WithTrashed, WithTrashedParents};
pub use self::visibility::{IsVisible, NotTrashed};
