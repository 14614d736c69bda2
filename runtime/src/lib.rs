//! See the README for the tour.

#![warn(missing_docs)]

// So that the derive's output means the same inside this crate's own tests and examples.
#[allow(unused_extern_crates)]
extern crate self as diesel_relations;

mod bound;
mod correlate;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod doctest;
mod driver;
mod eager;
mod error;
mod index;
mod key;
mod model;
mod query;
mod refine;
mod relation;
mod relation_def;
mod select;
#[cfg(feature = "serde")]
mod serialize;
mod shape;

pub use diesel_relations_macros::Model;

pub use bound::{Bound, BoundSelect};
pub use correlate::{RelationCount, RelationExists};
pub use driver::{Blocking, Driver, Fetch};
pub use eager::{Eager, Loadable, Loads, RelationOf};
pub use error::MissingOwner;
pub use key::{KeyColumn, KeyField, KeyFilter, KeyIs, KeyMatches, SameKeyType};
pub use model::{Model, Rooted};
pub use query::{Query, WithDsl};
pub use refine::{Refined, Unrefined};
pub use relation::{CountOf, ExistsOf, Relation};
pub use relation_def::{DeclaredOn, RelationDef};
pub use select::{Counted, RowOf, Selection};
pub use shape::{Many, One, Owner};

/// What a program uses beside `diesel::prelude::*`.
pub mod prelude {
    pub use crate::{Model, Rooted, WithDsl};
}
