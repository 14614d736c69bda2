//! Queries that ask for what there cannot be.

use std::error::Error;
use std::fmt;

/// A page that cannot be: pages are numbered from 1, and hold at least one row.
///
/// [`paginate`](crate::Query::paginate) returns it inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidPage {
    /// The number of the page.
    pub page: u32,
    /// The number of rows on a page.
    pub per_page: u32,
}

impl fmt::Display for InvalidPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InvalidPage { page, per_page } = self;
        match page {
            0 => write!(f, "there is no page 0: pages are numbered from 1"),
            _ => write!(
                f,
                "there is no page {page} of {per_page} rows each: a page holds at least one row"
            ),
        }
    }
}

impl Error for InvalidPage {}

/// A chunk of no rows: [`batches`](crate::Query::batches) or [`chunk_by_id`](crate::Query::chunk_by_id) with a size of 0.
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmptyChunk;

impl fmt::Display for EmptyChunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a chunk holds at least one row")
    }
}

impl Error for EmptyChunk {}

/// A query of one row that has several: [`sole`](crate::Query::sole).
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeveralRows;

impl fmt::Display for SeveralRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the query was to have one row, and has several")
    }
}

impl Error for SeveralRows {}
