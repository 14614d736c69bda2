//! Operations on single rows as data: `find`, `store`, `update`, `delete`, `force_delete`, `restore`, and each for several rows.
//!
//! They are methods of a [`Search`](crate::search::Search): of a model, `Post::search(&request)`, of a query of it, or of the rows of one parent,
//! `user.posts().search(&request)`. What is written comes as [`Attributes`], a JSON object, of which only the fields count that the model lists:
//! `#[model(search(write(title, votes)))]`.
//!
//! ```no_run
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
//! # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
//! let request = SearchRequest::from_query("include=author")?;
//! let attributes = Attributes::from_json(br#"{"title": "New", "votes": 3}"#)?;
//!
//! let alice = User::find(1).first(conn)?;
//! let posts = || alice.posts().search(&request);
//! let post = posts().store(&attributes, conn)?;
//! let post = posts().update(post.id, &Attributes::new().set("votes", 4), conn)?;
//! assert_eq!((&*post.title, post.votes, post.user_id), ("New", 4, 1));
//! assert_eq!(posts().delete_many(&[post.id, 1, 3], conn)?.len(), 2);
//! # Ok(()) }
//! ```
//!
//! - A row is named by its primary key. It is found by the conditions of the code, of the parent and of the request; the key of another parent or
//!   tenant is that of no row. [`by`](crate::search::Search::by) names another unique column: `alice.posts().search(&request).by(posts::slug)`.
//! - Through a many-to-many relation, the attribute `pivot` has values of the row of the pivot table: `{"name": "rust", "pivot": {"place": 1}}`. The
//!   relation lists which: `#[belongs_to_many(Tag, search(write(place: i32)))]`.
//! - What is written stays within the conditions of the code: a row that they would not find is not stored, and one that they would no longer find
//!   is not changed. The conditions of the request need not find it any more.
//! - The result is the row as it is then, with the includes, aggregates and `fields` of the request. Its `sort`, `page`, `limit` and `cursor` do not count.
//! - Operations on several rows do all of them or none. They skip keys of rows that are not there, and keep the order that was given.
//! - Each is one transaction, or a savepoint in one that is open. `timestamps`, `touch` and `soft_delete` are those of all other writes.
//!
//! | error | status of a service |
//! | --- | --- |
//! | [`SearchError::Request`](crate::search::SearchError::Request) | 422: the mistakes of the request or of the attributes, with pointers into them |
//! | [`SearchError::Conflict`](crate::search::SearchError::Conflict) | 409: the relation has its one row; the row would be out of reach; several rows have the value of the column of `by` |
//! | [`SearchError::Database`](crate::search::SearchError::Database) with `NotFound` | 404 |

mod attributes;
mod batch;
mod find;
mod keys;
mod missing;
mod pivot;
mod remove;
mod rows;
mod store;
mod unit;
mod update;
pub(crate) mod values;

pub use attributes::Attributes;
pub use keys::{By, FoundBy, KeyOfModel, Resource};
pub use pivot::{ChangePivots, ChangePivotsOf, PivotLink, PivotWrites};
pub use remove::DeleteRows;
pub use rows::{FoundRows, Keys, Look, RowsByKeys};
pub use store::StoreRows;
pub use update::UpdateRows;
pub use values::{Field, Given, Reading, WriteColumn, WriteList};
