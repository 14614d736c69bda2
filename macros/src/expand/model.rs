//! The declaration of the model itself: its table, its keys, its deletion and what its queries load.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::base_query::base_query;
use super::tokens::{at, last, located};
use super::{morph_to, pivot_row, relation, timestamps, touch};
use crate::attr::span_of;
use crate::model::Model;
use crate::names;

/// `impl Model for User` and the traits below it.
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let Model {
        ident,
        krate,
        table,
        morph_name,
        ..
    } = model;
    let name = last(table);
    let (deletion, soft_deletes) = deletion(model);
    let primary_key = match model.primary_key.len() {
        1 => quote!(<#table::table as #krate::__private::diesel::Table>::PrimaryKey),
        _ => {
            quote!(#krate::Composite<<#table::table as #krate::__private::diesel::Table>::PrimaryKey>)
        }
    };
    let (defaults, default) = defaults(model);
    // It stands at the relations' names: one to a model that fewer may see is an error there.
    let named = model.with.first();
    let span = named.map_or_else(Span::call_site, |name| located(name.span()));
    let defaults_type = quote_spanned!(span=> type Defaults = #defaults;);
    let (base, base_items) = base_query(model);
    let fields = model
        .fields
        .iter()
        .map(|field| field.ident.unraw().to_string());
    let touched = touch::touched(model);
    let timestamps::Timestamps {
        timestamps,
        timestamped,
    } = timestamps::timestamps(model);
    quote! {
        #[automatically_derived]
        impl #krate::LoadedRow for #ident {
            type Model = #ident;
            type Kind = #krate::__private::Core;
            const NAMES: &'static #krate::__private::RowNames = &#krate::__private::RowNames::of(&[#(#fields),*]);
            fn model(this: &#ident) -> &#ident {
                this
            }
        }

        #[automatically_derived]
        impl #krate::ModelDef for #ident {
            const TABLE: &'static str = #name;
            const MORPH_NAME: &'static str = #morph_name;
            type Table = #table::table;
            #base
            type PrimaryKey = #primary_key;
            type Deletion = #deletion;
            #defaults_type
            const DEFAULTS: #defaults = #default;
            const CLONE: #krate::__private::core::option::Option<fn(&#ident) -> #ident> = {
                #[allow(unused_imports)]
                use #krate::__private::NoClone as _;
                #krate::__private::CloneOf::<#ident>::CLONE
            };
            #timestamps
            #touched
        }

        #[automatically_derived]
        impl #krate::Model for #ident {}

        #base_items
        #soft_deletes
        #timestamped
    }
}

/// `ModelDef::Deletion`, and what stands beside it.
fn deletion(model: &Model<'_>) -> (TokenStream, Option<TokenStream>) {
    let (krate, ident) = (&model.krate, model.ident);
    let Some(column) = &model.soft_delete else {
        return (quote!(#krate::__private::HardDelete), None);
    };
    let span = located(span_of(column));
    let (krate, column) = (at(krate, span), at(column, span));
    (
        quote_spanned! {span=>
            #krate::__private::SoftDelete<
                #krate::__private::Checked<#column, { #krate::__private::is_deletion_mark::<#column>(); true }>,
            >
        },
        Some(quote_spanned! {span=>
            #[automatically_derived]
            impl #krate::__private::SoftDeletes for #ident {}
        }),
    )
}

/// The relations that every query loads: their type and their value.
fn defaults(model: &Model<'_>) -> (TokenStream, TokenStream) {
    let (krate, ident) = (&model.krate, model.ident);
    let (mut defaults, mut default) = (quote!(()), quote!(()));
    for name in &model.with {
        let relation = model.relations.iter().find(|it| it.name == *name);
        let morph = model.morphs.iter().find(|it| it.name == *name);
        let (ty, value) = match (relation, morph) {
            (Some(relation), _) => {
                let marker = relation::marker(model, relation);
                let (selection, declared) = match pivot_row::pivot_row(model, relation, &marker) {
                    None => (quote!(()), quote!(declared)),
                    Some(row) => (row.selection, quote!(declared_with_pivot)),
                };
                (
                    quote!(#krate::Relation<#marker, #krate::__private::Unrefined, (), #selection>),
                    quote!(#krate::Relation::#declared()),
                )
            }
            (None, Some(morph)) => {
                let owners = morph_to::owners(model, morph);
                let constant = names::constant(&morph.name);
                (quote!(#owners), quote!(#ident::#constant))
            }
            (None, None) => continue,
        };
        defaults = quote!((#defaults, #ty));
        default = quote!((#default, #value));
    }
    (defaults, default)
}
