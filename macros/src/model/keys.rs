//! The columns of keys, on both sides of a relation.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::Path;

use super::columns::{columns_of, last, path};
use super::model::Model;
use super::relation::{Key, Local};
use crate::attr::{Columns, RelationAttr, span_of};
use crate::errors::Errors;
use crate::names;

impl<'a> Model<'a> {
    /// The field with this name, or of this column.
    pub(crate) fn local(&self, name: &Ident) -> Option<Local<'a>> {
        let fields = &self.fields;
        let field = fields
            .iter()
            .find(|field| field.ident == name)
            .or_else(|| fields.iter().find(|field| field.column == *name))?;
        Some(Local {
            field: field.ident,
            ty: field.ty,
            column: field.column.clone(),
        })
    }

    /// The fields with these names.
    pub(crate) fn locals(
        &self,
        names: &Columns,
        what: &str,
        errors: &mut Errors,
    ) -> Option<Vec<Local<'a>>> {
        let mut locals = Vec::new();
        for name in &names.0 {
            match name.get_ident().and_then(|name| self.local(name)) {
                Some(local) => locals.push(local),
                None => {
                    let field = name.to_token_stream().to_string().replace(' ', "");
                    errors.at(
                        name,
                        format_args!("`{}` has no field `{field}`; {what}", self.ident),
                    );
                    return None;
                }
            }
        }
        Some(locals)
    }

    /// The fields that hold the local value.
    pub(crate) fn local_key(
        &self,
        attr: &RelationAttr,
        errors: &mut Errors,
    ) -> Option<Vec<Local<'a>>> {
        if let Some(names) = &attr.local_key {
            return self.locals(
                names,
                "`local_key` names the field that the foreign key refers to",
                errors,
            );
        }
        let mut local = Vec::new();
        for name in &self.primary_key {
            let Some(field) = self.local(name) else {
                errors.at(
                    &attr.related,
                    format_args!(
                        "`{}` has no field `{name}`, its primary key; add the field, or name another: `local_key = ..`",
                        self.ident
                    ),
                );
                return None;
            };
            local.push(field);
        }
        Some(local)
    }

    /// The name of the column by which another table refers to this model: `user_id`.
    pub(crate) fn foreign_key(&self, attr: &RelationAttr) -> Option<String> {
        let key = attr.local_key.as_ref();
        let key = key.and_then(|key| key.0.first()?.get_ident());
        let key = key.or(self.primary_key.first())?;
        let key = syn::ext::IdentExt::unraw(key).to_string();
        Some(names::foreign_key(self.ident, &key))
    }

    /// The primary key of another model, by its name: known where that is this model, and `id` elsewhere.
    pub(crate) fn primary_key_of(&self, model: &Ident) -> String {
        let own = self.primary_key.first().filter(|_| model == self.ident);
        own.map_or_else(
            || "id".to_owned(),
            |key| syn::ext::IdentExt::unraw(key).to_string(),
        )
    }

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
}

/// As many columns on one side of a relation as on the other.
pub(crate) fn same_width(
    columns: &Columns,
    key: &str,
    others: usize,
    other_key: &str,
    errors: &mut Errors,
) -> Option<()> {
    let width = columns.0.len();
    if width != others {
        errors.at(
            columns,
            format_args!(
                "`{key}` has {} but `{other_key}` has {}; a key has as many columns on both sides",
                count(width),
                count(others)
            ),
        );
        return None;
    }
    too_wide(columns, width, errors)
}

pub(crate) fn too_wide(at: impl ToTokens, width: usize, errors: &mut Errors) -> Option<()> {
    if width > 4 {
        errors.at(at, "a key has at most four columns");
        return None;
    }
    Some(())
}

fn count(columns: usize) -> String {
    match columns {
        1 => "one column".to_owned(),
        several => format!("{several} columns"),
    }
}

/// The name of the column to which a key refers.
pub(crate) fn first_name(columns: Option<&Columns>) -> Option<String> {
    let column = last(columns?.0.first()?)?;
    Some(syn::ext::IdentExt::unraw(column).to_string())
}
