//! A relation whose attribute could not be understood: its name is known, and what is wrong.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::Meta;
use syn::ext::IdentExt;

use super::columns::default_name;
use super::model::Model;
use crate::errors::Errors;
use crate::kind::Kind;
use crate::names;

/// The name of a relation, and its error. The constant of that name has no type, which keeps the compiler from reporting each use of it.
pub(crate) struct Broken {
    pub(crate) name: Ident,
    pub(crate) error: syn::Error,
}

impl Model<'_> {
    /// Keeps the last error of an attribute that made no relation, if there was one since there were so many.
    pub(crate) fn broken(
        &mut self,
        (kind, attribute): (Kind, &Meta),
        field: Option<&Ident>,
        before: usize,
        errors: &mut Errors,
    ) {
        if errors.len() == before {
            return;
        }
        let Some(name) = name(kind, attribute, field) else {
            return;
        };
        let mut relations = self.relations.iter().map(|relation| &relation.name);
        let mut morphs = self.morphs.iter().map(|morph| &morph.name);
        let mut broken = self.broken.iter().map(|broken| &broken.name);
        let is_taken = relations.any(|it| *it == name)
            || morphs.any(|it| *it == name)
            || broken.any(|it| *it == name)
            || names::says_nothing(&name.unraw().to_string());
        if is_taken {
            return;
        }
        let error = errors.pop();
        let broken = error.map(|error| Broken { name, error });
        self.broken.extend(broken);
    }
}

/// The name that the attribute gives, or that its first word and its field would.
fn name(kind: Kind, attribute: &Meta, field: Option<&Ident>) -> Option<Ident> {
    let tokens = match attribute {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is = |token: Option<&TokenTree>, it| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == it);
    let given = (0..tokens.len()).find_map(|at| match &tokens[at..] {
        [
            TokenTree::Ident(key),
            equal,
            TokenTree::Ident(name),
            rest @ ..,
        ] if key == "name" && is(Some(equal), '=') && !is(rest.first(), ':') => {
            syn::parse2(TokenTree::from(name.clone()).into()).ok()
        }
        _ => None,
    });
    let of_field = || {
        let field = field?;
        let name = field.unraw().to_string();
        Some(names::ident(names::of_field(&name)?, field.span()))
    };
    let of_related = || {
        let first =
            tokens.split(|token| matches!(token, TokenTree::Punct(it) if it.as_char() == ','));
        let related = first.into_iter().next()?.iter().rev();
        let related = related.into_iter().find_map(|token| match token {
            TokenTree::Ident(related) => Some(related),
            _ => None,
        })?;
        Some(names::ident(&default_name(kind, related), related.span()))
    };
    given.or_else(of_field).or_else(of_related)
}
