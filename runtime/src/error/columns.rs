//! The names of columns in messages.

use std::borrow::Cow;

/// The name of a column, or of several as one key.
pub(crate) fn named(columns: &str) -> Cow<'_, str> {
    if columns.contains(", ") {
        format!("({columns})").into()
    } else {
        columns.into()
    }
}
