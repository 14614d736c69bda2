//! Belongs-to: the foreign key is in a field of the model.

use syn::Path;

use super::columns::{given, is_in_table, key_of, last, touch_of};
use super::keys::{same_width, too_wide};
use super::model::Model;
use super::relation::{Local, Relation};
use crate::attr::RelationAttr;
use crate::errors::Errors;
use crate::names;

impl<'a> Model<'a> {
    pub(crate) fn belongs_to(
        &self,
        attr: RelationAttr,
        local: Local<'a>,
        errors: &mut Errors,
    ) -> Option<Relation<'a>> {
        let related = last(&attr.related)?;
        let table = self.related_table(&attr, given(&attr.owner_key));
        let field = syn::ext::IdentExt::unraw(local.field).to_string();
        let is_named = attr.name.is_some();
        let name = match (&attr.name, owner_name(&field, &local, &attr)) {
            (Some(name), _) => name.clone(),
            (None, Some(name)) => names::ident(&name, local.field.span()),
            (None, None) => {
                errors.at(
                    local.field,
                    format_args!(
                        "the relation needs a name: the field `{field}` does not end in `_id`, or in the key of `{related}`; write \
                         `belongs_to({related}, name = ..)`"
                    ),
                );
                return None;
            }
        };
        let local = match &attr.foreign_key {
            None => vec![local],
            Some(names) => {
                let locals = self.locals(
                names,
                "`foreign_key` of `belongs_to` names the fields of this struct that hold the key",
                errors,
            )?;
                if !locals.iter().any(|one| one.field == local.field) {
                    let field = local.field;
                    errors.at(names, format_args!("the attribute stands on `{field}`, which is not among these; move it to one of them"));
                    return None;
                }
                locals
            }
        };
        if let Some(columns) = &attr.owner_key {
            same_width(columns, "owner_key", local.len(), "foreign_key", errors)?;
        }
        let key = key_of(&table, attr.owner_key.as_ref());
        too_wide(&attr.related, local.len(), errors)?;
        let needs_table =
            attr.table.is_some() || attr.touch.is_some() || given(&attr.owner_key).any(is_in_table);
        Some(Relation {
            kind: attr.kind,
            is_named,
            name,
            touch: touch_of(&table, attr.touch),
            key,
            ends: Vec::new(),
            table,
            needs_table,
            written: attr.related.clone(),
            related: attr.related,
            local,
            filter: attr.filter,
            values: attr.values,
            defaults: attr.defaults,
            joined: None,
            morph: None,
        })
    }
}

/// The name of a belongs-to: the field without the key of the owner. `user_id` → `user`; `author_code` → `author` with
/// `owner_key = code`; `country_code` → `country` of a `Country`.
fn owner_name(field: &str, local: &Local<'_>, attr: &RelationAttr) -> Option<String> {
    let foreign_key = attr.foreign_key.iter().flat_map(|columns| &columns.0);
    let position = foreign_key
        .filter_map(Path::get_ident)
        .position(|column| column == local.field);
    let owner_key = attr.owner_key.as_ref();
    let owner_key = owner_key.and_then(|key| last(key.0.get(position.unwrap_or(0))?));
    let owner_key = owner_key.map(|key| syn::ext::IdentExt::unraw(key).to_string());
    let related = names::snake(last(&attr.related)?);
    let without = |key: String| field.strip_suffix(&key)?.strip_suffix('_');
    let by_key = || without(owner_key?).filter(|stem| !names::says_nothing(stem));
    if let Some(stem) = names::of_field(field).or_else(by_key) {
        return Some(stem.to_owned());
    }
    let rest = field.strip_prefix(&related)?;
    rest.starts_with('_').then_some(related)
}
