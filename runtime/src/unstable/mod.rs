//! All that is taken from Diesel without its promise: items behind the feature
//! `i-implement-a-third-party-backend-and-opt-into-breaking-changes`, and one `Debug` form. A new minor version of Diesel may change them;
//! the rest of the crate uses what is defined here, and so it is this folder that follows.
//!
//! The feature can be dropped once Diesel offers publicly:
//!
//! | file | what is missing |
//! | --- | --- |
//! | `backend` | a public bound for a backend that takes Diesel's own clauses, and `AstPass::backend` |
//! | `insertable` | the columns and values of an `Insertable`: a public name of `ValuesClause` |
//! | `many` | a name for the values of `eq_any` |
//! | `question` | a way to ask a `MultiConnection` which of its variants it is |
//! | `join` | a public bound of `inner_join(table.on(..))` |
//! | `returning` | `RETURNING` without the name of the table on SQLite: a public `AstPass::skip_from` |
//! | `clauses` | the clauses of a `SELECT`, or conditions, orders and limits that are built at run time and are `Sync` |
//! | `exists` | a way to take the order off a `SELECT`, and to see whether its rows are distinct |
//! | `load_each` | the row of a query beside the value that is built from it: a public `CompatibleType`, or `LoadQuery` with rows |
//! | `read_as` | a public `CompatibleType` |
//! | `unlimited` | the parts of a `SELECT` as types, and a way to take the limit off a boxed query |
//! | `whole_rows` | the selection of a `SELECT` as a type |
//! | `bound_values` | the values that a fragment binds, with their types: public fields of `RawBytesBindCollector`, and of SQLite's collector |

pub(crate) mod backend;
pub(crate) mod bound_values;
#[cfg(feature = "search")]
pub(crate) mod clauses;
pub(crate) mod exists;
pub(crate) mod insertable;
pub(crate) mod join;
pub(crate) mod load_each;
pub(crate) mod many;
pub(crate) mod question;
#[cfg(feature = "search")]
pub(crate) mod read_as;
pub(crate) mod returning;
pub(crate) mod unlimited;
pub(crate) mod whole_rows;

pub use self::insertable::ColumnValues;
pub use self::whole_rows::{AllColumns, ModelColumns, WholeRows};
