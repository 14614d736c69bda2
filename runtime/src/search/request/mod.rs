//! The request of a search.

mod filter;
mod from_json;
mod from_query;
mod limits;
mod operator;
mod parts;
mod place;
mod read_value;
mod request;
mod serialize;
mod to_query;
mod tree;
mod value;
mod walk;

pub use filter::{Connective, Filter, Filters, Term};
pub use limits::SearchLimits;
pub use operator::Operator;
pub use parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
pub use place::Place;
pub use request::SearchRequest;
pub use value::Value;
