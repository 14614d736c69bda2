//! Checks of the whole model: names that collide.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span};
use syn::Path;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::kind::Kind;
use crate::model::Model;
use crate::names;

/// The methods of the prelude that every model and every loaded row has: a relation's method would hide them.
pub(crate) const METHODS: &[&str] = &[
    "clone",
    "delete",
    "delete_without_touching",
    "find",
    "find_many",
    "force_delete",
    "load_count",
    "load_property",
    "load_related",
    "query",
    "refresh",
    "reload_related",
    "replicate",
    "restore",
    "save",
    "save_without_touching",
    "touch",
    "touch_owners",
];

/// Reports the collisions, and drops the relations that would be expanded twice: one mistake, one error.
pub(crate) fn check(model: &mut Model<'_>, errors: &mut Errors) {
    let mut check = Check {
        model: model.ident,
        fields: model
            .fields
            .iter()
            .map(|field| plain(field.ident))
            .collect(),
        models: (model.relations.iter().map(|relation| &relation.related))
            .chain(model.morphs.iter().flat_map(|morph| &morph.owners))
            .filter_map(|path| Some(plain(path.get_ident()?)))
            .collect(),
        relations: HashSet::new(),
        types: HashMap::new(),
    };
    let names = |relation: &crate::model::Relation<'_>| plain(&relation.name);
    let all: Vec<String> = (model.relations.iter().map(names))
        .chain(model.morphs.iter().map(|morph| plain(&morph.name)))
        .collect();
    let mut keep = |named: &Named<'_>| check.keep(named, &all, errors);
    // The rows of a `morph_to` list their owners, which owners ask for: theirs is the name that stays.
    model.morphs.retain(|morph| {
        keep(&Named {
            kind: Kind::MorphTo,
            name: &morph.name,
            is_named: morph.is_named,
            related: &morph.owners[0],
            enum_name: Some(&morph.enum_name),
        })
    });
    model.relations.retain(|relation| {
        keep(&Named {
            kind: relation.kind,
            name: &relation.name,
            is_named: relation.is_named,
            related: &relation.related,
            enum_name: None,
        })
    });
}

/// The names that are taken.
struct Check<'a> {
    model: &'a Ident,
    fields: HashSet<String>,
    /// The models to which it has relations.
    models: HashSet<String>,
    relations: HashSet<String>,
    /// The types that the derive makes, and the relation of each.
    types: HashMap<String, String>,
}

impl Check<'_> {
    /// True where the relation is expanded.
    fn keep(&mut self, named: &Named<'_>, all: &[String], errors: &mut Errors) -> bool {
        let name = plain(named.name);
        if names::says_nothing(&name) {
            named.report(
                errors,
                format!("the name `{name}` has no letters, of which other names are made"),
            );
            return false;
        }
        if *names::constant(named.name).unraw().to_string() == name {
            named.report(
                errors,
                format!("the name `{name}` has no lower case letters, and the constant would have the name of the method"),
            );
            return false;
        }
        if !self.relations.insert(name.clone()) {
            named.report(
                errors,
                format!("two relations of this model have the name `{name}`"),
            );
            return false;
        }
        // This is the one to rename, wherever it stands.
        if let Some(counted) = name
            .strip_suffix("_count")
            .filter(|it| all.iter().any(|other| other == it))
        {
            named.report(
                errors,
                format!("`{name}` is the name of the number of rows of `{counted}`, which `with_count` loads"),
            );
            return false;
        }
        self.hides(named, &name, errors);
        self.makes_new_types(named, &name, errors)
    }

    /// Reports what the field and the method of a relation would hide.
    fn hides(&self, named: &Named<'_>, name: &str, errors: &mut Errors) {
        if self.fields.contains(name) {
            named.report(
                errors,
                format!(
                    "the relation `{name}` has the name of the field `{name}`, which would hide it"
                ),
            );
        } else if METHODS.contains(&name) {
            named.report(
                errors,
                format!("the relation `{name}` has the name of the method `{name}` of every model, and would hide it"),
            );
        }
    }

    /// Reports types that another relation makes, too.
    fn makes_new_types(&mut self, named: &Named<'_>, name: &str, errors: &mut Errors) -> bool {
        let span = Span::call_site();
        let mut types = vec![
            names::marker(self.model, named.name, span),
            names::with(self.model, named.name, span),
            names::with_count(self.model, named.name, span),
        ];
        if let Some(enum_name) = named.enum_name {
            types.push(names::owners(self.model, named.name, span));
            types.push(enum_name.clone());
        }
        for ty in types {
            let ty = plain(&ty);
            if self.models.contains(&ty) {
                named.report(
                    errors,
                    format!("the relation `{name}` would make the type `{ty}`, which is a model"),
                );
                return false;
            }
            if let Some(other) = self.types.insert(ty.clone(), name.to_owned()) {
                named.report(
                    errors,
                    format!("the relations `{other}` and `{name}` would both make the type `{ty}`"),
                );
                return false;
            }
        }
        true
    }
}

/// A relation and where it got its name.
struct Named<'a> {
    kind: Kind,
    name: &'a Ident,
    is_named: bool,
    related: &'a Path,
    /// The enum of the owners.
    enum_name: Option<&'a Ident>,
}

impl Named<'_> {
    /// At the name, where the user wrote one, else at the related model.
    fn report(&self, errors: &mut Errors, message: String) {
        if self.is_named {
            errors.at(self.name, format!("{message}; choose another name"));
            return;
        }
        let kind = self.kind.name();
        let last = self.related.segments.last();
        let last = last.map(|segment| segment.ident.to_string());
        let last = last.unwrap_or_default();
        errors.at(
            self.related,
            format!("{message}; choose another: `{kind}({last}, name = ..)`"),
        );
    }
}

/// The name without `r#`.
fn plain(name: &Ident) -> String {
    name.unraw().to_string()
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
