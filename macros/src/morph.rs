//! Polymorphic relations: rows whose owners are of several models.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Meta, Path};

use crate::attr::{MorphToAttr, RelationAttr, span_of};
use crate::errors::Errors;
use crate::model::{Local, Model, column_of, last, path};
use crate::names;

/// The columns of a polymorphic relation, as its owners name them.
pub(crate) struct Morph {
    pub(crate) id: Path,
    pub(crate) morph_type: Path,
}

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
    /// That owners are touched, and the column in the table of each.
    pub(crate) touch: Option<(Ident, Option<Ident>)>,
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

/// A path, as it was written.
fn says(path: &Path) -> String {
    path.to_token_stream().to_string()
}

impl<'a> Model<'a> {
    pub(crate) fn morph_to(
        &self,
        attribute: &Meta,
        id: Local<'a>,
        errors: &mut Errors,
    ) -> Option<MorphTo<'a>> {
        let attr = MorphToAttr::parse(attribute, errors)?;
        let field = id.field.unraw().to_string();
        let stem = names::of_field(&field);
        let span = id.field.span();
        let is_named = attr.name.is_some();
        let Some(name) = attr
            .name
            .clone()
            .or_else(|| Some(names::ident(stem?, span)))
        else {
            errors.at(
                id.field,
                format_args!(
                    "the relation needs a name: the field `{field}` does not end in `_id`; write `#[morph_to(.., name = ..)]`"
                ),
            );
            return None;
        };
        let morph_type = match (&attr.morph_type, stem) {
            (Some(name), _) => name.clone(),
            (None, stem) => {
                let stem = stem.map_or_else(|| name.unraw().to_string(), str::to_owned);
                names::ident(&format!("{stem}_type"), span)
            }
        };
        let Some(morph_type) = self.local(&morph_type) else {
            let at = attr.morph_type.as_ref().unwrap_or(id.field);
            errors.at(
                at,
                format_args!(
                    "`{}` has no field `{morph_type}` for the type of the owner; add it, or name another: `morph_type = ..`",
                    self.ident
                ),
            );
            return None;
        };
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
        let mut owners: Vec<Path> = Vec::new();
        for owner in attr.owners {
            let name = last(&owner)?;
            if owners.iter().any(|other| says(other) == says(&owner)) {
                errors.at(&owner, format_args!("`{name}` is listed twice; remove one"));
                continue;
            }
            if owners.iter().any(|other| last(other) == Some(name)) {
                errors.at(
                    &owner,
                    format_args!(
                        "two models of the list are called `{name}`, which names a variant; `use` one of them under another name"
                    ),
                );
                continue;
            }
            owners.push(owner);
        }
        let enum_name = attr
            .enum_name
            .unwrap_or_else(|| names::ident(&names::pascal(&name), span_of(&owners[0])));
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
