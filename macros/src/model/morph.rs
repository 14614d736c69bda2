//! The columns of a polymorphic relation, as its owners name them.

use syn::Path;
use syn::ext::IdentExt;

use super::columns::{column_of, path};
use super::relation::Local;
use crate::attr::RelationAttr;
use crate::errors::Errors;

/// The columns of a polymorphic relation, as its owners name them.
pub(crate) struct Morph {
    pub(crate) id: Path,
    pub(crate) morph_type: Path,
}

/// The columns of the table that hold the type and the id of the owner.
pub(crate) fn morph(
    attr: &RelationAttr,
    table: &Path,
    local: &[Local<'_>],
    errors: &mut Errors,
) -> Option<Morph> {
    if local.len() > 1 {
        errors.at(
            &attr.related,
            "an owner of a polymorphic relation has a key of one column; name a field that is a key by itself: `local_key = ..`",
        );
        return None;
    }
    let column = |given: &Option<Path>, end: &str| match (given, &attr.morph) {
        (Some(column), _) => Some(column_of(table, column.clone())),
        (None, Some(morph)) => {
            let name = format!("{}_{end}", morph.unraw());
            Some(column_of(table, path(name, morph.span())))
        }
        (None, None) => None,
    };
    let columns = (
        column(&attr.morph_id, "id"),
        column(&attr.morph_type, "type"),
    );
    let (Some(id), Some(morph_type)) = columns else {
        if attr.has_unknown_keys {
            return None;
        }
        errors.at(
            &attr.related,
            format_args!(
                "`{}` needs the name of the polymorphic relation, by which its columns are called: `{}`",
                attr.kind.name(),
                attr.kind.example(),
            ),
        );
        return None;
    };
    Some(Morph { id, morph_type })
}
