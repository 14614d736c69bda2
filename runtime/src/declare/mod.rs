//! What the derive implements: models, relations, loaded rows, and the facts about them.

pub(crate) mod deletion;
pub(crate) mod fields;
pub(crate) mod first;
#[cfg(feature = "serde")]
pub(crate) mod is_none;
pub(crate) mod leaving;
pub(crate) mod loaded_row;
pub(crate) mod many_to_many;
pub(crate) mod mark;
pub(crate) mod model;
pub(crate) mod morph_to;
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
