//! The common part of relations over a second table: many-to-many and through.

use syn::Path;

use super::columns::{default_name, ends_of, last, touch_of};
use super::model::Model;
use super::relation::{Joined, Key, Local, Relation};
use crate::attr::{RelationAttr, span_of};
use crate::names;

impl<'a> Model<'a> {
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
            written: attr.related.clone(),
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
