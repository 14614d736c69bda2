//! The statements of a search, and the rows that come of them.

mod cursor_page;
pub(crate) mod extras;
pub(crate) mod found;
mod include;
pub(crate) mod parent;
pub(crate) mod plan;
mod row;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod send;
#[cfg(test)]
mod tests;
mod wanted;
mod without;

pub use cursor_page::CursorPage;
pub use found::Found;
pub use include::{IncludeOf, Includes};
pub use parent::Parent;
pub use row::{FoundRow, IncludedRows};
pub use rows::{SearchedRows, TrashedRows};
pub use search::{ModelSearch, Search, SearchOf};
pub use send::SendSearch;
