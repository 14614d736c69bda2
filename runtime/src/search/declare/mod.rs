//! The traits and types that the derive writes of `#[model(search(..))]`.

pub(crate) mod check;
pub(crate) mod names;
pub(crate) mod path;
pub(crate) mod searchable;
pub(crate) mod writable;

pub use crate::sql::aggregate::{Avg, Max, Min, Sum};
pub use names::{SearchColumn, SearchRelation};
pub use path::{
    Aggregated, Column, Count, CountRows, Exists, HasRows, JsonPath, JsonValue, OwnerExists,
    PivotColumn, PivotLists, Via,
};
pub use searchable::{Included, IncludedOwner, SearchOwner, SearchScope, Searchable};
pub use writable::Writable;
