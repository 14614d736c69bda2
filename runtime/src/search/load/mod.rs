//! The statements of a search, and the rows that come of them.

mod extras;
mod found;
mod include;
mod plan;
mod rows;
mod search;
mod wanted;

pub use found::Found;
pub use include::{IncludeOf, Includes};
pub use rows::{SearchedRows, TrashedRows};
pub use search::{ModelSearch, Search, SearchOf, SendSearch};
