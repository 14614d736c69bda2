//! The statements of a search, and the rows that come of them.

mod cursor_page;
mod extras;
mod found;
mod include;
mod plan;
mod rows;
mod search;
mod send;
mod wanted;

pub use cursor_page::CursorPage;
pub use found::Found;
pub use include::{IncludeOf, Includes};
pub use rows::{SearchedRows, TrashedRows};
pub use search::{ModelSearch, RowsOfParent, Search, SearchOf};
pub use send::SendSearch;
