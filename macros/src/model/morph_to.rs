//! `morph_to`: rows whose owners are of several models.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Meta, Path};

use super::columns::last;
use super::model::Model;
use super::relation::Local;
use crate::attr::MorphToAttr;
use crate::errors::Errors;
use crate::names;

/// `morph_to(Post, Video)`
pub(crate) struct MorphTo<'a> {
    pub(crate) name: Ident,
    pub(crate) is_named: bool,
    pub(crate) owners: Vec<Path>,
    pub(crate) id: Local<'a>,
    pub(crate) morph_type: Local<'a>,
    /// The column to which the id refers, in the table of each owner.
    pub(crate) owner_key: Option<Ident>,
    /// The enum of the owners.
    pub(crate) enum_name: Ident,
    /// The owners that are touched, and the column in the table of each.
    pub(crate) touch: Option<(Ident, Option<Ident>)>,
}

/// A path, as it was written.
fn says(path: &Path) -> String {
    path.to_token_stream().to_string()
}

/// The owners, each once.
fn distinct(listed: Vec<Path>, errors: &mut Errors) -> Vec<Path> {
    let mut owners: Vec<Path> = Vec::new();
    for owner in listed {
        let Some(name) = last(&owner) else { continue };
        if owners.iter().any(|other| says(other) == says(&owner)) {
            errors.at(&owner, format_args!("`{name}` is listed twice; remove one"));
        } else if owners.iter().any(|other| last(other) == Some(name)) {
            errors.at(
                &owner,
                format_args!(
                    "two models of the list are called `{name}`, which names a variant; `use` one of them under another name"
                ),
            );
        } else {
            owners.push(owner);
        }
    }
    owners
}

impl<'a> Model<'a> {
    /// The field with the type of the owner: `commentable_type`.
    fn type_field(
        &self,
        attr: &MorphToAttr,
        stem: &str,
        id: &Ident,
        errors: &mut Errors,
    ) -> Option<Local<'a>> {
        let default = || names::ident(&format!("{stem}_type"), id.span());
        let name = attr.morph_type.clone().unwrap_or_else(default);
        let field = self.local(&name);
        if field.is_none() {
            errors.at(
                attr.morph_type.as_ref().unwrap_or(id),
                format_args!(
                    "`{}` has no field `{name}` for the type of the owner; add it, or name another: `morph_type = ..`",
                    self.ident
                ),
            );
        }
        field
    }

    pub(crate) fn morph_to(
        &self,
        attribute: &Meta,
        id: Local<'a>,
        errors: &mut Errors,
    ) -> Option<MorphTo<'a>> {
        let mut attr = MorphToAttr::parse(attribute, errors)?;
        for owner in &mut attr.owners {
            self.name_self(owner);
        }
        let field = id.field.unraw().to_string();
        let stem = names::of_field(&field);
        let is_named = attr.name.is_some();
        let Some(name) = attr
            .name
            .clone()
            .or_else(|| Some(names::ident(stem?, id.field.span())))
        else {
            errors.at(
                id.field,
                format_args!(
                    "the relation needs a name: the field `{field}` does not end in `_id`; write `#[morph_to(.., name = ..)]`"
                ),
            );
            return None;
        };
        let stem = stem.map_or_else(|| name.unraw().to_string(), str::to_owned);
        let morph_type = self.type_field(&attr, &stem, id.field, errors)?;
        if attr.owners.len() > 12 {
            errors.at(
                &attr.owners[12],
                "a row has owners of at most twelve models",
            );
            return None;
        }
        if self.morphs.iter().any(|other| other.id.field == id.field) {
            errors.at(
                attribute.path(),
                format_args!("`{field}` has a `morph_to` already; list all models there"),
            );
            return None;
        }
        let owners = distinct(attr.owners, errors);
        let enum_name = attr
            .enum_name
            .unwrap_or_else(|| names::ident(&names::pascal(&name), name.span()));
        if enum_name == *self.ident || owners.iter().any(|owner| owner.is_ident(&enum_name)) {
            errors.at(
                &enum_name,
                format_args!(
                    "the enum of the owners would be called `{enum_name}`, as a model; choose another name: `enum_name = ..`"
                ),
            );
            return None;
        }
        Some(MorphTo {
            name,
            is_named,
            owners,
            id,
            morph_type,
            owner_key: attr.owner_key,
            enum_name,
            touch: attr.touch,
        })
    }
}
