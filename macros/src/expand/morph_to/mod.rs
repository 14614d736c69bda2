//! `morph_to`: the enum of the owners, the relations to each model as one value, and what they mean.

mod declaration;
mod owner_enum;
mod owners;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::tokens::{at, last};
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
    /// Another name of it: where there is no such type, that is said once.
    alias: Ident,
    /// The model as the list has it, where it is one.
    listed: TokenStream,
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
    fn new(of: &Model<'_>, morph: &MorphTo<'_>, model: &'a Path) -> Self {
        let variant = last(model);
        let span = span_of(model);
        let (krate, marker) = (at(&of.krate, span), marker(of, morph));
        let alias = format_ident!("__{marker}{variant}", span = span);
        let marker = at(&marker, span);
        let listed = quote_spanned!(span=> <#marker as #krate::__private::Owns<#alias>>::Model);
        let snake = names::snake(&format_ident!("{variant}"));
        // No model is called so.
        Arm {
            model,
            alias,
            listed,
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
    let arms = arms.map(|owner| owners::relation(model, morph, &Arm::new(model, morph, owner)));
    quote!(#owners<#(#arms,)* #krate::__private::Lenient>)
}

pub(crate) fn expand(model: &Model<'_>, morph: &MorphTo<'_>) -> TokenStream {
    let arms = morph.owners.iter();
    let arms = arms.map(|owner| Arm::new(model, morph, owner));
    let arms: Vec<_> = arms.collect();
    let declaration = declaration::expand(model, morph, &arms);
    let owner = owner_enum::expand(model, morph, &arms);
    let value = owners::expand(model, morph, &arms);
    quote! {
        #declaration
        #owner
        #value
    }
}
