//! `morph_to`: the enum of the owners, the relations to each model as one value, and what they mean.

mod declaration;
mod owner_enum;
mod owners;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::tokens::last;
use crate::attr::span_of;
use crate::model::{Model, MorphTo};
use crate::names;

/// `CommentableOwnersOfComment`
pub(crate) fn owners(model: &Model<'_>, morph: &MorphTo<'_>) -> Ident {
    names::owners(model.ident, &morph.name, span_of(&morph.owners[0]))
}

/// `CommentableOfComment`
pub(crate) fn marker(model: &Model<'_>, morph: &MorphTo<'_>) -> Ident {
    names::marker(model.ident, &morph.name, span_of(&morph.owners[0]))
}

/// One model of the list.
struct Arm<'a> {
    model: &'a Path,
    /// `Post`
    variant: Ident,
    /// `post`
    name: Ident,
    /// `__PostOwner`, a type parameter and a field.
    owner: Ident,
    field: Ident,
    /// `__PostRow`, a type parameter.
    row: Ident,
}

impl<'a> Arm<'a> {
    fn new(model: &'a Path) -> Self {
        let variant = last(model);
        let snake = names::snake(&format_ident!("{variant}"));
        // No model is called so.
        Arm {
            model,
            owner: format_ident!("__{variant}Owner"),
            row: format_ident!("__{variant}Row"),
            field: format_ident!("__{snake}"),
            name: names::ident(&snake, Span::call_site()),
            variant: names::ident(&variant, span_of(model)),
        }
    }
}

/// The owners as a value of which a row may have none: `CommentableOwnersOfComment<.., Lenient>`.
pub(crate) fn lenient(model: &Model<'_>, morph: &MorphTo<'_>) -> TokenStream {
    let (krate, owners) = (&model.krate, owners(model, morph));
    let arms = morph.owners.iter();
    let arms = arms.map(|owner| owners::relation(model, morph, owner));
    quote!(#owners<#(#arms,)* #krate::__private::Lenient>)
}

pub(crate) fn expand(model: &Model<'_>, morph: &MorphTo<'_>) -> TokenStream {
    let arms: Vec<_> = morph.owners.iter().map(Arm::new).collect();
    let declaration = declaration::expand(model, morph, &arms);
    let owner = owner_enum::expand(model, morph, &arms);
    let value = owners::expand(model, morph, &arms);
    quote! {
        #declaration
        #owner
        #value
    }
}
