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
//! - **Query** the relation of one row with its method: `user.posts()`, a [`RelatedQuery`] relation with all of Diesel's
//!   methods, `diesel::update` and `diesel::delete`.
//! - **Ask** for existence, counts and aggregates with [`Relation::exists`], [`Relation::count`], [`Relation::sum`] and the
//!   like, which are Diesel expressions; [`Query::with_count`] and [`Query::with_property`] select them beside the rows.
//! - **Less** than all of it: [`Relation::limit`] counts per parent, [`Relation::select_as`] takes the columns of a smaller
//!   struct, `.with(wanted.then_some(User::POSTS))` decides at run time, [`Query::paginate`] loads one page, and
//!   [`Query::batches`] a table of any size batch by batch.
//! - **Polymorphic** relations have owners of several models: [`MorphTo`] is an enum of them, and everything above works on
//!   the other sides.
//! - **Write** related rows with [`RelatedQuery::create`], [`RelatedQuery::save`], [`RelatedQuery::upsert`], [`RelatedQuery::first_or_create`] and the like, which give them
//!   the parent's key, and by id with [`RelatedQuery::associate`]; in memory with [`Relation::associate`] and then [`Model::save`].
//!   Many-to-many relations with [`RelatedQuery::attach`], [`RelatedQuery::detach`], [`RelatedQuery::sync`], [`RelatedQuery::toggle`]: one transaction each,
//!   which returns the [`Changes`].
//! - **Times** of the last change are kept by `#[model(timestamps)]`, and of the owners of a row by `touch`:
//!   [`Model::touch`], [`RelatedQuery::touch`].
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
mod declare;
mod dialect;
mod driver;
mod error;
mod load;
mod model;
mod morph;
mod pivot;
mod query;
mod relation;
mod sql;
mod touch;
mod unstable;
mod write;

#[doc = include_str!("derive.md")]
pub use diesel_relations_macros::Model;

pub use declare::deletion::{Deletion, HardDelete, SoftDelete};
pub use declare::first::FirstBy;
pub use declare::many_to_many::Detaches;
pub use declare::many_to_many::ManyToMany;
pub use declare::model::{LoadedRow, Model as ModelDef};
pub use declare::morph_to::{MorphTo, Owns};
pub use declare::presence::{Lenient, Strict};
pub use declare::relation_def::{DeclaredOn, Keyed, RelationDef};
pub use declare::scope::{AllRows, Condition, Scope};
pub use declare::shape::{Many, One, Owner};
pub use declare::soft_delete::SoftDeletes;
pub use declare::timestamps::Timestamped;
pub use declare::touched::Touched;
pub use declare::view::WithTrashedParents;
pub use declare::view::{OnlyTrashed, Viewed, WithTrashed};
pub use declare::visibility::NotTrashed;
pub use declare::visibility::Scoped;
pub use dialect::dialect::{Dialect, RowValues, SelectedRowValues, Tuples};
pub use driver::connection::{Blocking, Driver, Execute, Fetch, Transact};
pub use error::{
    CopiesDiffer, EmptyChunk, HiddenPivot, InvalidPage, MissingMorphOwner, MissingOwner,
    MissingRow, NoUniqueKey, NullKey, OwnedByAnother, PivotCount, PivotKeyGiven, PivotKeysDiffer,
    SeveralRows, UnknownKey, UnknownMorphType,
};
pub use load::eager::{Eager, Loadable, Loads};
pub use load::load_related::LoadRelated;
pub use load::optional::MaybeLoaded;
pub use load::or_default::OrDefault;
pub use load::row_or_default::RowOrDefault;
pub use model::Model;
pub use morph::load::{Arm, MorphOwners, MorphValue, Variant};
pub use morph::morphed_to::{AnyOf, IsNotTrue, MorphedTo};
pub use morph::of_type::{IsType, OfType, OwnerIs, TypeField};
pub use morph::one::OwnerOf;
pub use morph::to::{Lists, OwnedBy};
pub use pivot::changes::{Changes, PivotUpdates};
pub use pivot::create::RelatedWrite;
pub use pivot::first_or_create::Pivots;
pub use pivot::pivot_write::{PivotOperation, PivotWrite};
pub use pivot::pivots_of::PivotsOf;
pub use query::batches::{BatchRows, Batches};
pub use query::existence::Existence;
pub use query::model_query::{LoadAs, Query, WithDsl};
pub use query::paginate::{Page, Paginated};
pub use query::related_query::{RelatedQuery, RelatedSelect};
pub use query::snapshot::Snapshot;
pub use query::soft_delete::Hides;
pub use relation::correlate::{RelationAbsent, RelationAggregate, RelationExists};
pub use relation::order::{BoxedOrder, By};
pub use relation::refine::{Refined, Unrefined};
pub use relation::relation::RelationOf;
pub use relation::relation::{AbsentOf, AggregateOf, CountOf, ExistsOf, Relation};
pub use relation::select::{As, Property, RowOf, Selected, Selection};
pub use relation::with_pivot::{Pivot, SelectPivot, WithPivot};
pub use sql::aggregate::{Aggregate, Avg, Count, Max, Min, Sum};
pub use sql::aliased::Aliased;
pub use sql::composite::{Composite, KeyNullability};
pub use sql::key::{
    Everything, HasKey, KeyColumn, KeyField, KeyFilter, KeyIs, KeyMatches, SameKeyType, Scanned,
};
pub use sql::morph_id::{AsText, MorphId, SameType, TextKey, TextOf};
pub use sql::order_key::{Latest, Oldest};
pub use sql::row_number::PerParent;
pub use sql::source::{Joined, SameColumns, Source};
pub use sql::trimmed::Trimmed;
pub use sql::values::NoFields;
pub use unstable::insertable::ColumnValues;
pub use unstable::whole_rows::WholeRows;
pub use write::associate::Reparent;
pub use write::child::ChildWrite;
pub use write::child::Children;
pub use write::columns_in::{ColumnsIn, UpdatedIn};
pub use write::first_or_create::FirstOrCreate;
pub use write::owner::{Associates, CanBeNull, Dissociates};
pub use write::push::{Push, Pushed, SaveLoaded};
pub use write::replicate::Replica;
pub use write::row_ids::{PivotRow, PivotRows, RelatedId};
pub use write::update_many::UpdateMany;
pub use write::upsert::{HoldsKeys, Upsert};

/// What a program uses beside `diesel::prelude::*`.
pub mod prelude {
    pub use crate::{LoadRelated, Model, SaveLoaded, WithDsl};
}
