//! Queries that arrive as data: the filters, sorts, includes and aggregates that a client asks for.
//!
//! A client sends a [`SearchRequest`], as JSON or as a query string; [`request`] is the reference of its format.
//! Everything in it is a name that is looked up or a value that is bound: no part of a request becomes SQL text.
//! Mistakes come back all at once, as an [`InvalidRequest`] that says for each where it stands and what is allowed there.
//!
//! Single rows are found, stored, changed and deleted by data, too: [`resource`].

pub(crate) mod build;
pub mod declare;
pub(crate) mod error;
pub mod load;
#[cfg(feature = "json-schema")]
mod model_schema;
pub mod request;
pub mod resource;
pub mod sql;

pub use error::{Conflict, ErrorCode, InvalidRequest, RequestError, SearchError};
pub use load::{CursorPage, Found, FoundRow, ModelSearch, Search};
#[cfg(feature = "json-schema")]
pub use model_schema::json_schema;
pub use request::{SearchLimits, SearchRequest};
pub use resource::Attributes;
