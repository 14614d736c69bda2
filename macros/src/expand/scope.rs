//! The conditions that a relation always has: the filter and the values of its attribute, and the type of a polymorphic one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::conditions::Conditions;
use super::morph;
use super::tokens::{at, respan};
use crate::model::{Model, Relation};

/// `RelationDef::Scope`.
pub(crate) fn scope(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    conditions: &Conditions,
) -> TokenStream {
    let krate = &model.krate;
    let condition = conditions.all.as_ref().map(|(function, span)| {
        let krate = at(krate, *span);
        (
            quote_spanned!(*span=> #krate::__private::Condition<#function>),
            quote_spanned!(*span=> #krate::__private::Condition::new(#function())),
        )
    });
    let morph = relation.morph.as_ref();
    let is_type = morph.map(|morph| morph::is_type(model, relation, morph));
    let (ty, scope) = match (is_type, condition) {
        (Some((is_type, type_scope)), Some((condition, scope))) => (
            quote!(#krate::__private::And<#is_type, #condition>),
            quote!(#krate::__private::And(#type_scope, #scope)),
        ),
        (Some(scope), None) | (None, Some(scope)) => scope,
        (None, None) => (
            quote!(#krate::__private::AllRows),
            quote!(#krate::__private::AllRows),
        ),
    };
    // A mistake is reported at the values, once.
    let all = conditions.all.as_ref();
    let span = all.map_or_else(Span::call_site, |(_, span)| *span);
    let scope_of_marker = respan(quote!(<#marker as #krate::RelationDef>::Scope), span);
    quote_spanned! {span=>
        type Scope = #ty;
        fn scope() -> #scope_of_marker {
            #scope
        }
    }
}
