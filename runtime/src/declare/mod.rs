//! What the derive implements: models, relations, loaded rows, and the facts about them.

pub(crate) mod loaded_row;
pub(crate) mod mark;
pub(crate) mod model;
pub(crate) mod relation_def;
pub(crate) mod row_names;
pub(crate) mod scope;
pub(crate) mod shape;
pub(crate) mod soft_delete;
pub(crate) mod timestamps;
pub(crate) mod visibility;
