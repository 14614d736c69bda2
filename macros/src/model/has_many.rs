//! Has-many and has-one, polymorphic or not: the foreign key is in the related table.

use super::columns::{columns_of, default_name, ends_of, is_in_table, last, path, related_table};
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
        let table = related_table(&attr);
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
        let needs_table = attr.table.is_some()
            || morph.is_some()
            || !attr.values.is_empty()
            || !attr.defaults.is_empty()
            || foreign_key.iter().any(is_in_table)
            || attr.ends.iter().flat_map(|(_, by)| &by.0).any(is_in_table);
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
