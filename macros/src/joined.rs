//! What relations over a second table have in common: many-to-many and through.

use syn::Path;

use crate::attr::{Columns, RelationAttr, span_of};
use crate::errors::Errors;
use crate::model::{
    Joined, Key, Local, Model, Relation, columns_of, default_name, ends_of, last, path, same_width,
    touch_of,
};
use crate::names;

impl<'a> Model<'a> {
    /// The columns of a table that refer to this model.
    pub(crate) fn key_in(
        &self,
        table: &Path,
        attr: &RelationAttr,
        given: Option<&Columns>,
        name: &str,
        local: &[Local<'_>],
        errors: &mut Errors,
    ) -> Option<Key> {
        let columns = match given {
            Some(columns) => {
                same_width(columns, name, local.len(), "local_key", errors)?;
                columns.0.clone()
            }
            None if local.len() > 1 => {
                errors.at(
                    &attr.related,
                    format_args!(
                        "the key of `{}` has {} columns; name those that refer to it: `{name} = (..)`",
                        self.ident,
                        local.len(),
                    ),
                );
                return None;
            }
            None => vec![path(self.foreign_key(attr)?, span_of(&attr.related))],
        };
        Some(Key::Columns(columns_of(table, columns)))
    }

    pub(crate) fn joined(
        &self,
        attr: RelationAttr,
        table: Path,
        local: Vec<Local<'a>>,
        key: Key,
        joined: Joined,
        names_table: bool,
    ) -> Relation<'a> {
        let span = span_of(&attr.related);
        let name = last(&attr.related).map(|related| default_name(attr.kind, related));
        let needs_table = attr.table.is_some() || names_table;
        let ends = ends_of(&table, attr.ends);
        let touch = touch_of(&table, attr.touch);
        Relation {
            kind: attr.kind,
            is_named: attr.name.is_some(),
            name: attr
                .name
                .unwrap_or_else(|| names::ident(&name.unwrap_or_default(), span)),
            related: attr.related,
            table,
            needs_table,
            key,
            local,
            ends,
            filter: attr.filter,
            values: attr.values,
            defaults: attr.defaults,
            joined: Some(joined),
            morph: None,
            touch,
        }
    }
}

/// The name of the column to which a key refers.
pub(crate) fn first_name(columns: Option<&Columns>) -> Option<String> {
    let column = last(columns?.0.first()?)?;
    Some(syn::ext::IdentExt::unraw(column).to_string())
}
