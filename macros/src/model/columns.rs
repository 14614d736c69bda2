//! Columns and tables, by their paths.

use proc_macro2::{Ident, Span};
use syn::Path;

use super::relation::Key;
use crate::attr::{Columns, End, RelationAttr, span_of};
use crate::kind::Kind;
use crate::names;

/// The module of a table: the named one, or that of the first key that is given by its path.
pub(crate) fn table_with<'c>(
    named: Option<&Path>,
    columns: impl IntoIterator<Item = &'c Path>,
) -> Option<Path> {
    let mut columns = columns.into_iter();
    named.cloned().or_else(|| columns.find_map(module_of))
}

/// The module of the table of a column: `schema::posts` of `schema::posts::user_id` and of `schema::posts::columns::user_id`.
fn module_of(column: &Path) -> Option<Path> {
    let mut path = column.clone();
    path.segments.pop();
    if last(&path).is_some_and(|name| name == "columns" || name == "dsl") {
        path.segments.pop();
    }
    path.segments.pop_punct();
    (!path.segments.is_empty()).then_some(path)
}

/// The columns of a key of an attribute, where it is given.
pub(crate) fn given(columns: &Option<Columns>) -> impl Iterator<Item = &Path> {
    columns.iter().flat_map(|columns| &columns.0)
}

/// The columns of the order of which the first row is taken.
pub(crate) fn ends_given(attr: &RelationAttr) -> impl Iterator<Item = &Path> {
    attr.ends.iter().flat_map(|(_, by)| &by.0)
}

pub(crate) fn columns_of(table: &Path, columns: Vec<Path>) -> Vec<Path> {
    columns
        .into_iter()
        .map(|column| column_of(table, column))
        .collect()
}

/// The given columns of a table, or its primary key.
pub(crate) fn key_of(table: &Path, columns: Option<&Columns>) -> Key {
    match columns {
        Some(columns) => Key::Columns(columns_of(table, columns.0.clone())),
        None => Key::Primary,
    }
}

/// The column of the related table that is touched.
pub(crate) fn touch_of(table: &Path, touch: Option<(Ident, Option<Path>)>) -> Option<(Path, Span)> {
    let (key, column) = touch?;
    let column = column.unwrap_or_else(|| path("updated_at".to_owned(), key.span()));
    let span = span_of(&column);
    Some((column_of(table, column), span))
}

/// The order of which the first row is taken.
pub(crate) fn ends_of(table: &Path, ends: Vec<(End, Columns)>) -> Vec<(End, Option<Path>)> {
    let mut all = Vec::new();
    for (end, by) in ends {
        if by.0.is_empty() {
            all.push((end, None));
        }
        let columns = columns_of(table, by.0).into_iter();
        all.extend(columns.map(|column| (end, Some(column))));
    }
    all
}

/// The name of a relation that is not named.
pub(crate) fn default_name(kind: Kind, related: &Ident) -> String {
    if kind.is_many() {
        names::plural_snake(related)
    } else {
        names::snake(related)
    }
}

/// True where a column is given by its name.
pub(crate) fn is_in_table(column: &Path) -> bool {
    column.get_ident().is_some()
}

/// A column by its name is in the related table; a path is taken as it is.
pub(crate) fn column_of(table: &Path, column: Path) -> Path {
    match column.get_ident() {
        Some(column) => {
            let mut path = table.clone();
            path.segments.push(column.clone().into());
            path
        }
        None => column,
    }
}

pub(crate) fn last(path: &Path) -> Option<&Ident> {
    path.segments.last().map(|segment| &segment.ident)
}

pub(crate) fn path(name: String, span: Span) -> Path {
    names::ident(&name, span).into()
}
