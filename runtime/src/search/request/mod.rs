//! The request of a search.

pub(crate) mod filter;
pub(crate) mod from_json;
pub(crate) mod from_query;
pub(crate) mod limits;
pub(crate) mod operator;
pub(crate) mod parts;
pub(crate) mod place;
pub(crate) mod read_value;
pub(crate) mod request;
pub(crate) mod serialize;
pub(crate) mod to_query;
pub(crate) mod tree;
pub(crate) mod value;
pub(crate) mod walk;

pub use filter::{Connective, Filter, Filters, Term};
pub use limits::SearchLimits;
pub use operator::Operator;
pub use parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
pub use place::Place;
pub use request::SearchRequest;
pub use value::Value;

#[cfg(test)]
mod tests;
