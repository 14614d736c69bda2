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
//! - **Load** them with [`Query::with`], on [`ModelQuery::query`] or, by [`WithDsl`], on any Diesel query of the model's
//!   table. A loaded relation is a field: `user.posts`. Where it was not loaded there is no such field, and the
//!   compiler names the method instead.
//!   [`LoadRelated::load_related`] loads onto rows that are there already, and [`LoadRelated::reload_related`] in the place of what they
//!   have.
//! - **Query** the relation of one row with its method: `user.posts()`, a [`RelatedQuery`] relation with all of Diesel's
//!   methods, `diesel::update` and `diesel::delete`.
//! - **Ask** for existence, counts and aggregates with [`Relation::exists`], [`Relation::count`], [`Relation::sum`] and the
//!   like, which are Diesel expressions; [`Query::with_count`] and [`Query::with_property`] select them beside the rows.
//!   [`Query::exists`] and [`RelatedQuery::exists`] ask whether a query has rows.
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
//! - `serde`: loaded rows are written as nested JSON, and read back.
//! - `search`: [queries that arrive as data](search), as JSON or as a query string.
//! - `json-schema`: the JSON schema of such queries, for descriptions of an API.
//! - `row-traits`: loaded rows have `Eq`, `Ord`, `Hash`, `Default` and Diesel's `Identifiable`, where their parts have them.
//! - `64-column-tables`, `128-column-tables`: writes of rows of tables of more than 32 columns; they turn on Diesel's own features.
//! - `sqlite`, `postgres`, `mysql`: turn on Diesel's backend, and what differs between the databases ([`Dialect`]):
//!   many-to-many relations and relations through a model between, writes of rows, polymorphic ids that are texts, lists of
//!   keys of several columns, and [`Query::snapshot`].
//!
//! # Connections
//!
//! Every Diesel connection runs all of this: a plain one, one of a pool, and one of several databases that derives Diesel's `MultiConnection`. For that one,
//! the features of all its databases are turned on; each statement is that of the database to which it is connected.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
//! #[derive(diesel::MultiConnection)]
//! pub enum AnyConnection {
//!     Sqlite(SqliteConnection),
//!     // Postgres(PgConnection), Mysql(MysqlConnection)
//! }
//!
//! # fn main() -> QueryResult<()> {
//! let conn = &mut AnyConnection::Sqlite(blog());
//! let post = Post::find(1).with(Post::TAGS).first(conn)?;
//! post.tags().sync([1, 2]).execute(conn)?;
//! # Ok(()) }
//! ```
//!
//! Before some writes such a connection is asked which database it is, once for each of its variants; before [`push`], for the values of a row, and before
//! `create_many` and `attach` of several rows on MySQL and MariaDB, for their length. Diesel's instrumentation shows these questions as statements that begin with
//! `/* diesel-relations asks` and end in an error. They are not run.

#![warn(missing_docs)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod declare;
mod dialect;
pub mod driver;
mod error;
pub mod load;
mod model;
pub mod morph;
pub mod pivot;
pub mod query;
pub mod relation;
#[cfg(feature = "search")]
pub mod search;
pub mod sql;
mod touch;
pub mod unstable;
pub mod write;

#[doc = include_str!("derive.md")]
pub use diesel_relations_macros::Model;

pub use declare::many_to_many::ManyToMany;
pub use declare::model::{LoadedRow, Model as ModelDef};
pub use declare::morph_to::MorphTo;
pub use declare::relation_def::RelationDef;
pub use dialect::dialect::Dialect;
pub use error::owner::{MissingMorphOwner, MissingOwner, UnknownMorphType};
pub use error::pivot::{HiddenPivot, PivotCount, PivotKeyGiven, PivotKeysDiffer};
pub use error::query::{EmptyChunk, InvalidPage, SeveralRows};
pub use error::row::{CopiesDiffer, MissingRow, NoUniqueKey, NullKey, OwnedByAnother, UnknownKey};
pub use load::load_related::LoadRelated;
pub use load::optional::MaybeLoaded;
pub use load::row_or_default::RowOrDefault;
pub use model::{Model, ModelQuery};
pub use pivot::changes::{Changes, PivotUpdates};
pub use query::batches::{BatchRows, Batches};
pub use query::model_query::Query;
pub use query::paginate::Page;
pub use query::related_query::RelatedQuery;
pub use query::snapshot::Snapshot;
pub use query::with_dsl::WithDsl;
pub use relation::relation::Relation;
pub use relation::with_pivot::WithPivot;
pub use sql::composite::Composite;
pub use sql::has_key::HasKey;
pub use sql::trimmed::Trimmed;
pub use write::push::push;
pub use write::replicate::Replica;

/// The names that a program uses beside `diesel::prelude::*`.
pub mod prelude {
    #[cfg(feature = "search")]
    pub use crate::search::ModelSearch;
    pub use crate::{LoadRelated, Model, ModelQuery, WithDsl};
}
