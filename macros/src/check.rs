//! What only the whole model shows: names that collide.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::Path;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::kind::Kind;
use crate::model::Model;
use crate::names;

/// Reports the collisions, and drops the relations that would be expanded twice: one mistake, one error.
pub(crate) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    let mut known = HashSet::new();
    let fields = &model.fields;
    let mut is_new = |named: &Named<'_>| {
        let name = named.name.unraw().to_string();
        if let Some(field) = fields.iter().find(|field| field.ident.unraw() == name) {
            let field = field.ident;
            let message = format!(
                "the relation `{name}` has the name of the field `{field}`, which would hide it"
            );
            report(named, errors, message);
        }
        if names::says_nothing(&name) {
            let message =
                format!("the name `{name}` has no letters, of which other names are made");
            report(named, errors, message);
            return false;
        }
        let is_new = known.insert(name.clone());
        if !is_new {
            let message = format!("two relations of this model have the name `{name}`");
            report(named, errors, message);
        }
        is_new
    };
    model.relations.retain(|relation| {
        is_new(&Named {
            kind: relation.kind,
            name: &relation.name,
            is_named: relation.is_named,
            related: &relation.related,
        })
    });
    model.morphs.retain(|morph| {
        is_new(&Named {
            kind: Kind::MorphTo,
            name: &morph.name,
            is_named: morph.is_named,
            related: &morph.owners[0],
        })
    });
}

/// A relation and where it got its name.
struct Named<'a> {
    kind: Kind,
    name: &'a Ident,
    is_named: bool,
    related: &'a Path,
}

/// At the name, where the user wrote one, else at the related model.
fn report(named: &Named<'_>, errors: &mut Errors, message: String) {
    let kind = named.kind.name();
    let related = named.related;
    if named.is_named {
        errors.at(named.name, format!("{message}; choose another name"));
    } else {
        let last = related
            .segments
            .last()
            .map(|segment| segment.ident.to_string());
        let last = last.unwrap_or_default();
        errors.at(
            related,
            format!("{message}; choose another: `#[{kind}({last}, name = ..)]`"),
        );
    }
}

/// Reports default loads that are no relations of the model.
pub(crate) fn check_with(model: &Model<'_>, errors: &mut Errors) {
    let mut known = HashSet::new();
    for name in &model.with {
        let mut relations = model.relations.iter().map(|relation| &relation.name);
        let mut morphs = model.morphs.iter().map(|morph| &morph.name);
        if !relations.any(|relation| relation == name) && !morphs.any(|morph| morph == name) {
            let ident = model.ident;
            errors.at(
                name,
                format_args!(
                    "`{ident}` has no relation `{name}`; `with(..)` names relations of this model"
                ),
            );
        } else if !known.insert(name) {
            errors.at(name, format_args!("`{name}` is named twice; remove one"));
        }
    }
}
