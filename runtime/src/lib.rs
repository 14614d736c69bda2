//! Relationships for Diesel models: declared with attributes, loaded in one statement per relation, checked by the
//! compiler.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
//! # fn main() -> QueryResult<()> { let conn = &mut blog();
//! let users = User::query()
//!     .filter(User::POSTS.exists())
//!     .with(User::POSTS.filter(posts::published.eq(true)).with(Post::COMMENTS))
//!     .with_count(User::POSTS)
//!     .load(conn)?;
//! for user in &users {
//!     println!("{} has written {} posts", user.name, user.posts_count);
//!     for post in &user.posts {
//!         println!("  {} ({} comments)", post.title, post.comments.len());
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! - **Declare** relations with [`#[derive(Model)]`](derive@Model) and its attributes.
//! - **Load** them with [`Query::with`], on [`Model::query`] or, by [`WithDsl`], on any Diesel query of the model's
//!   table. A loaded relation is a field: `user.posts`. Where it was not loaded there is no such field, and the
//!   compiler names the method instead.
//!   [`LoadRelated::load_related`] loads onto rows that are there already.
//! - **Query** the relation of one row with its method: `user.posts()`, a [`Bound`] relation with all of Diesel's
//!   methods, `diesel::update` and `diesel::delete`.
//! - **Ask** for existence and counts with [`Relation::exists`] and [`Relation::count`], which are Diesel expressions.
//!
//! A [`Relation`] is a value, the constant `User::POSTS`: a base query, a key column in it, and the local value that
//! the key must equal ([`RelationDef`]). Loading, existence and counts are written once, over that.

#![warn(missing_docs)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod bound;
mod correlate;
mod driver;
mod eager;
mod error;
mod index;
mod key;
mod model;
mod query;
mod refine;
mod related;
mod relation;
mod relation_def;
mod select;
#[cfg(feature = "serde")]
mod serialize;
mod shape;

#[doc = include_str!("derive.md")]
pub use diesel_relations_macros::Model;

pub use bound::{Bound, BoundSelect};
pub use correlate::{RelationCount, RelationExists};
pub use driver::{Blocking, Driver, Fetch};
pub use eager::{Eager, Loadable, Loads, RelationOf};
pub use error::MissingOwner;
pub use key::{KeyColumn, KeyField, KeyFilter, KeyIs, KeyMatches, SameKeyType};
pub use model::{Model, Rooted};
pub use query::{LoadAs, Query, WithDsl};
pub use refine::{Refined, Unrefined};
pub use related::LoadRelated;
pub use relation::{CountOf, ExistsOf, Relation};
pub use relation_def::{DeclaredOn, RelationDef};
pub use select::{Counted, RowOf, Selection};
pub use shape::{Many, One, Owner};

/// What a program uses beside `diesel::prelude::*`.
pub mod prelude {
    pub use crate::{LoadRelated, Model, Rooted, WithDsl};
}
