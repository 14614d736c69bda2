//! Attributes as they were written: each value beside the key it was given to.

mod model;
mod morph_to;
mod relation;
mod search;
mod search_name;
mod serde;
mod values;

use proc_macro2::Span;
use syn::Path;

pub(crate) use model::{DieselAttr, OwnAttrs};
pub(crate) use morph_to::MorphToAttr;
pub(crate) use relation::RelationAttr;
pub(crate) use search::{Names, PivotSearch, ScopeAttr, SearchAttr};
pub(crate) use search_name::SearchName;
pub(crate) use serde::SerdeAttr;
pub(crate) use values::{Columns, Detach, End};

/// The span of a path's last segment: the user's own token.
pub(crate) fn span_of(path: &Path) -> Span {
    path.segments
        .last()
        .map_or_else(Span::call_site, |segment| segment.ident.span())
}
