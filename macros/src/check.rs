//! What only the whole model shows: names that collide.

use std::collections::HashSet;

use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Model, Relation};

/// Reports the collisions, and drops the relations that would be expanded twice: one mistake, one error.
pub(crate) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    let mut names = HashSet::new();
    let fields = &model.fields;
    model.relations.retain(|relation| {
        let name = relation.name.unraw().to_string();
        if let Some(field) = fields.iter().find(|field| field.ident.unraw() == name) {
            let field = field.ident;
            report(
                relation,
                errors,
                format!(
                    "the relation `{name}` has the name of the field `{field}`, which would hide it"
                ),
            );
        }
        let is_new = names.insert(name.clone());
        if !is_new {
            report(
                relation,
                errors,
                format!("two relations of this model have the name `{name}`"),
            );
        }
        is_new
    });
}

/// At the name, where the user wrote one, else at the related model.
fn report(relation: &Relation<'_>, errors: &mut Errors, message: String) {
    let kind = relation.kind.name();
    let related = &relation.related;
    if relation.is_named {
        errors.at(&relation.name, format!("{message}; choose another name"));
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
        if !model
            .relations
            .iter()
            .any(|relation| relation.name == *name)
        {
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
