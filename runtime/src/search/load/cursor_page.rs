//! A page that begins behind a row.

use serde_json::Value as Json;

use crate::search::build::keyset::Cursor;

/// One page of a search by cursor: [`Search::load_by_cursor`](super::Search::load_by_cursor). Rows that come or go on other pages do not
/// move it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CursorPage<R> {
    /// The rows of the page.
    pub rows: Vec<R>,
    /// The number of rows on a page.
    pub per_page: u32,
    /// The cursor of the next page: the request for it has this as its `cursor`. `None` where there is none.
    pub next_cursor: Option<String>,
    /// The cursor of the page before. `None` where there is none.
    pub previous_cursor: Option<String>,
}

/// The ends of a page.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    pub(crate) next: Option<String>,
    pub(crate) previous: Option<String>,
}

/// Cuts off the row that was loaded to see if there are more, and puts the rows in their order.
///
/// `sort`: the names of the order; `cursor`: the one that the request has.
pub(crate) fn cut<R>(
    rows: &mut Vec<(R, Vec<Json>)>,
    per_page: u32,
    sort: Vec<String>,
    cursor: Option<&Cursor>,
) -> Ends {
    let per_page = usize::try_from(per_page).unwrap_or(usize::MAX);
    let more = rows.len() > per_page;
    rows.truncate(per_page);
    let backward = cursor.is_some_and(|cursor| cursor.backward);
    if backward {
        rows.reverse();
    }
    let write = |row: Option<&(R, Vec<Json>)>, backward| {
        let values = row?.1.clone();
        let cursor = Cursor {
            sort: sort.iter().take(values.len()).cloned().collect(),
            values,
            backward,
        };
        Some(cursor.write())
    };
    let (has_next, has_previous) = match backward {
        true => (true, more),
        false => (more, cursor.is_some()),
    };
    Ends {
        next: has_next.then(|| write(rows.last(), false)).flatten(),
        previous: has_previous.then(|| write(rows.first(), true)).flatten(),
    }
}
