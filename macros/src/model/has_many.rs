//! Has-many and has-one, polymorphic or not: the foreign key is in the related table.

use syn::Path;

use super::columns::{
    columns_of, default_name, ends_given, ends_of, given, is_in_table, last, path,
};
use super::keys::same_width;
use super::model::Model;
use super::morph::morph;
use super::relation::{Key, Relation};
use crate::attr::{RelationAttr, span_of};
use crate::errors::Errors;
use crate::names;

impl<'a> Model<'a> {
    pub(crate) fn has(&self, attr: RelationAttr, errors: &mut Errors) -> Option<Relation<'a>> {
        let related = last(&attr.related)?;
        let local = self.local_key(&attr, errors)?;
        let span = span_of(&attr.related);
        let keys = given(&attr.foreign_key).chain(&attr.morph_id);
        let table = self.related_table(&attr, keys);
        let morph = match attr.kind.is_morph() {
            true => Some(morph(&attr, &table, &local, errors)?),
            false => None,
        };
        if local.len() > 1 && attr.foreign_key.is_none() {
            errors.at(
                &attr.related,
                format_args!(
                    "the key has {} columns; name those of `{related}` that refer to it: `foreign_key = (..)`, or one field \
                     of this struct that is a key by itself: `local_key = ..`",
                    local.len()
                ),
            );
            return None;
        }
        let has_path = |column: &Option<Path>| column.as_ref().is_some_and(|it| !is_in_table(it));
        let keys_have_paths = match morph {
            Some(_) => has_path(&attr.morph_id) && has_path(&attr.morph_type),
            None => attr.foreign_key.is_some(),
        };
        let needs_table = attr.table.is_some()
            || !keys_have_paths
            || given(&attr.foreign_key).any(is_in_table)
            || ends_given(&attr).any(is_in_table)
            || !attr.values.is_empty()
            || !attr.defaults.is_empty();
        let foreign_key = match attr.foreign_key {
            Some(columns) => {
                same_width(&columns, "foreign_key", local.len(), "local_key", errors)?;
                columns.0
            }
            None => vec![match &morph {
                Some(morph) => morph.id.clone(),
                None => path(self.foreign_key(&attr)?, span),
            }],
        };
        let ends = ends_of(&table, attr.ends);
        let default = default_name(attr.kind, related);
        Some(Relation {
            kind: attr.kind,
            is_named: attr.name.is_some(),
            name: attr.name.unwrap_or_else(|| names::ident(&default, span)),
            key: Key::Columns(columns_of(&table, foreign_key)),
            ends,
            table,
            needs_table,
            written: attr.related.clone(),
            related: attr.related,
            local,
            filter: attr.filter,
            values: attr.values,
            defaults: attr.defaults,
            joined: None,
            morph,
            touch: None,
        })
    }
}
