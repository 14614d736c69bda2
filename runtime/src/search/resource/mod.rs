//! Operations on single rows of a search, as data: `find`, `store`, `update`, `delete`, `restore`, each for several rows, too.
//!
//! They are methods of [`Search`](crate::search::Search): of a model, `Post::search(&request)`, or of the rows of one parent,
//! `user.posts().search(&request)`. Rows are named by their primary keys, and only those are found, changed or deleted that the conditions of the
//! code and of the request find. What is written comes as [`Attributes`], and only fields that the model lists are written:
//! `#[model(search(write(title, votes)))]`. Each operation returns the rows with what the request includes.
//!
//! Layers: `values.rs` makes typed values of attributes, `rows.rs` finds rows by their keys, and the operations combine them with the writes of
//! `write/` in one transaction.

mod attributes;
mod batch;
mod find;
mod remove;
mod rows;
mod store;
mod unit;
mod update;
mod values;

pub use attributes::Attributes;
pub use remove::DeleteRows;
pub use rows::{Look, Resource, RowsByKeys};
pub use store::StoreRows;
pub use update::UpdateRows;
pub use values::{Field, Given, Reading, WriteList};
