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
//!   [`LoadRelated::load_related`] loads onto rows that are there already, and [`LoadRelated::reload_related`] in the place of what they
//!   have.
//! - **Query** the relation of one row with its method: `user.posts()`, a [`Bound`] relation with all of Diesel's
//!   methods, `diesel::update` and `diesel::delete`.
//! - **Ask** for existence, counts and aggregates with [`Relation::exists`], [`Relation::count`], [`Relation::sum`] and the
//!   like, which are Diesel expressions; [`Query::with_count`] and [`Query::with_property`] select them beside the rows.
//! - **Less** than all of it: [`Relation::limit`] counts per parent, [`Relation::select_as`] takes the columns of a smaller
//!   struct, `.with(wanted.then_some(User::POSTS))` decides at run time, [`Query::paginate`] loads one page, and
//!   [`Query::batches`] a table of any size batch by batch.
//! - **Polymorphic** relations have owners of several models: [`MorphTo`] is an enum of them, and everything above works on
//!   the other sides.
//! - **Write** related rows with [`Bound::create`], [`Bound::save`], [`Bound::upsert`], [`Bound::first_or_create`] and the like, which give them
//!   the parent's key, and by id with [`Bound::associate`]; in memory with [`Rooted::associate`] and then [`Model::save`].
//!   Many-to-many relations with [`Bound::attach`], [`Bound::detach`], [`Bound::sync`], [`Bound::toggle`]: one transaction each,
//!   which returns the [`Changes`].
//! - **Times** of the last change are kept by `#[model(timestamps)]`, and of the owners of a row by `touch`:
//!   [`Model::touch`], [`Bound::touch`].
//! - **Delete** softly with `#[model(soft_delete)]`: trashed rows are in no query and no relation, unless
//!   [`Query::with_trashed`] or [`Relation::with_trashed`] asks for them; [`Query::delete`], [`Query::restore`],
//!   [`Query::force_delete`].
//!
//! A [`Relation`] is a value, the constant `User::POSTS`: a base query, a key column in it, and the local value that
//! the key must equal ([`RelationDef`]). Loading, existence and counts are written once, over that.
//!
//! # Names in SQL
//!
//! Sub-queries of ours and their columns have names that begin with `relations__`: `relations__rows`, `relations__value`, `relations__0`.
//! Tables and columns of the program have other ones; nothing else is asked of them.
//!
//! # Features
//!
//! - `serde`: loaded rows serialise to nested JSON.
//! - `64-column-tables`, `128-column-tables`: writes of rows of tables of more than 32 columns; they turn on Diesel's own features.
//! - `sqlite`, `postgres`, `mysql`: turn on Diesel's backend, and what differs between the databases ([`Dialect`]):
//!   many-to-many relations and relations through a model between, writes of rows, polymorphic ids that are texts, lists of
//!   keys of several columns, and [`Query::snapshot`].

#![warn(missing_docs)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod aggregate;
mod aliased;
mod as_one;
mod asked;
mod batches;
mod bound;
mod chunk;
mod composite;
mod correlate;
mod count_loaded;
mod default;
mod dialect;
mod distinct;
mod driver;
mod eager;
mod equal_keys;
mod error;
mod fields;
mod index;
mod insert_rows;
mod inserted_rows;
#[cfg(feature = "serde")]
mod is_none;
mod key;
mod key_list;
mod keyed_rows;
mod literals;
mod many_to_many;
mod model;
mod morph;
mod named;
mod order;
mod own;
mod owners;
mod padded;
mod page;
mod picked;
mod property;
mod query;
mod refine;
mod related;
mod relation;
mod relation_def;
mod reload;
mod rooted;
mod row_names;
mod row_or_default;
mod row_sql;
mod rows;
mod select;
#[cfg(feature = "serde")]
mod serialize;
mod shape;
mod snapshot;
mod source;
mod statement;
mod strangers;
mod timestamps;
mod touch;
mod transaction;
mod trash;
mod trimmed;
mod unchanged;
mod unlimited;
mod whole_rows;
mod window;
mod write;

#[doc = include_str!("derive.md")]
pub use diesel_relations_macros::Model;

pub use aggregate::{Aggregate, Avg, Count, Max, Min, Sum};
pub use aliased::Aliased;
pub use as_one::AsOne;
pub use asked::Asked;
pub use batches::{BatchRows, Batches};
pub use bound::{Bound, BoundSelect};
pub use composite::{Composite, KeyNullability};
pub use correlate::{RelationAbsent, RelationAggregate, RelationExists};
pub use default::OrDefault;
pub use dialect::{Dialect, RowValues, SelectedRowValues, Tuples};
pub use driver::{Blocking, Driver, Execute, Fetch, Transact};
pub use eager::{Eager, Loadable, Loads, RelationOf};
pub use error::{
    CopiesDiffer, EmptyChunk, HiddenPivot, InvalidPage, MissingMorphOwner, MissingOwner,
    MissingRow, NoUniqueKey, NullKey, OwnedByAnother, PivotCount, PivotKeyGiven, PivotKeysDiffer,
    SeveralRows, UnknownKey, UnknownMorphType,
};
pub use fields::{FieldsOf, NoFields};
pub use key::{
    Everything, HasKey, KeyColumn, KeyField, KeyFilter, KeyIs, KeyMatches, SameKeyType, Scanned,
};
pub use many_to_many::ManyToMany;
pub use many_to_many::create::RelatedWrite;
pub use many_to_many::first_or_create::Pivots;
pub use many_to_many::ids::{PivotRow, PivotRows, RelatedId};
pub use many_to_many::leaving::Detaches;
pub use many_to_many::pivot::{Pivot, SelectPivot, WithPivot};
pub use many_to_many::sql::PivotsOf;
pub use many_to_many::write::{Changes, PivotOperation, PivotUpdates, PivotWrite};
pub use model::Model;
pub use morph::id::{AsText, MorphId, SameType, TextKey, TextOf};
pub use morph::load::{Arm, Lenient, MorphOwners, MorphValue, Strict, Variant};
pub use morph::morphed_to::{AnyOf, IsNotTrue, MorphedTo};
pub use morph::of_type::{OfOwner, OfType, OwnerIs, TypeField};
pub use morph::one::OwnerOf;
pub use morph::to::{Lists, MorphTo, OwnedBy, Owns};
pub use named::Existence;
pub use order::{BoxedOrder, By};
pub use own::{Every, Giving, OneOf, Only, Own};
pub use page::{Page, Paginated};
pub use picked::{Latest, Oldest};
pub use query::{LoadAs, Query, WithDsl};
pub use refine::{Refined, Unrefined};
pub use related::LoadRelated;
pub use relation::{AbsentOf, AggregateOf, CountOf, ExistsOf, Relation};
pub use relation_def::{DeclaredOn, Keyed, RelationDef};
pub use rooted::Rooted;
pub use row_or_default::RowOrDefault;
pub use select::{As, Property, RowOf, Selected, Selection};
pub use shape::{Many, One, Owner};
pub use snapshot::Snapshot;
pub use source::{Joined, SameColumns, Source};
pub use timestamps::Timestamped;
pub use touch::Touched;
pub use trash::query::{Hides, Scoped};
pub use trash::relation::Trashed;
pub use trash::view::{NotTrashed, OnlyTrashed, WithTrashed, WithTrashedParents};
pub use trash::{Deletion, HardDelete, SoftDelete, SoftDeletes};
pub use trimmed::Trimmed;
pub use whole_rows::WholeRows;
pub use window::PerParent;
pub use write::associate::Reparent;
pub use write::child::ChildWrite;
pub use write::first_or_create::{Children, FirstOrCreate};
pub use write::owner::{Associates, CanBeNull, Dissociates};
pub use write::push::{Push, Pushed};
pub use write::replicate::Replica;
pub use write::update_many::UpdateMany;
pub use write::upsert::{ColumnsIn, HoldsKeys, UpdatedIn, Upsert};

/// What a program uses beside `diesel::prelude::*`.
pub mod prelude {
    pub use crate::{LoadRelated, Model, Rooted, WithDsl};
}
