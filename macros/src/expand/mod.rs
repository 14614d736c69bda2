//! The code. Thin: markers, containers and one trait impl per relation; all behaviour is in the runtime crate.

mod conditions;
mod container;
mod key;
mod leaving;
mod morph_to;
mod pivot;
mod relation;
mod source;
mod table;
mod touch;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use syn::ext::IdentExt;

use crate::attr::span_of;
use crate::model::Model;

pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let Model {
        ident,
        krate,
        table,
        ..
    } = model;
    let relations = model
        .relations
        .iter()
        .map(|relation| relation::expand(model, relation));
    let morphs = model.morphs.iter().map(|it| morph_to::expand(model, it));
    let morph_name = &model.morph_name;
    let keys = key::expand(model);
    let name = relation::last(table);
    let (deletion, soft_deletes) = match &model.soft_delete {
        None => (quote!(#krate::__private::HardDelete), None),
        Some(column) => {
            let at = Span::call_site().located_at(span_of(column));
            let krate = relation::at(krate, at);
            let column = relation::at(column, at);
            (
                quote_spanned!(at=> #krate::__private::SoftDelete<#column>),
                Some(quote_spanned! {at=>
                    #[automatically_derived]
                    impl #krate::__private::SoftDeletes for #ident {}
                    const _: #krate::__private::core::primitive::bool = #krate::__private::is_deletion_mark::<#column>();
                }),
            )
        }
    };
    let primary_key = match model.primary_key.len() {
        1 => quote!(<#table::table as #krate::__private::diesel::Table>::PrimaryKey),
        _ => {
            quote!(#krate::Composite<<#table::table as #krate::__private::diesel::Table>::PrimaryKey>)
        }
    };
    let (mut defaults, mut default) = (quote!(()), quote!(()));
    for name in &model.with {
        let relation = model.relations.iter().find(|it| it.name == *name);
        let morph = model.morphs.iter().find(|it| it.name == *name);
        let (ty, value) = match (relation, morph) {
            (Some(relation), _) => {
                let marker = relation::marker(model, relation);
                let (selection, declared) = match pivot::pivot_row(model, relation, &marker) {
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
                let constant = crate::names::constant(&morph.name);
                (quote!(#owners), quote!(#ident::#constant))
            }
            (None, None) => continue,
        };
        defaults = quote!((#defaults, #ty));
        default = quote!((#default, #value));
    }
    let fields = model
        .fields
        .iter()
        .map(|field| field.ident.unraw().to_string());
    let touched = touch::touched(model);
    let touch::Timestamps {
        timestamps,
        timestamped,
    } = touch::timestamps(model);
    quote! {
        #[automatically_derived]
        impl #krate::LoadedRow for #ident {
            type Model = #ident;
            type Kind = #krate::__private::Core;
            const NAMES: &'static #krate::__private::RowNames = &#krate::__private::RowNames::of(&[#(#fields),*]);
            fn model(&self) -> &#ident {
                self
            }
        }

        #[automatically_derived]
        impl #krate::ModelDef for #ident {
            const TABLE: &'static str = #name;
            const MORPH_NAME: &'static str = #morph_name;
            type Table = #table::table;
            type PrimaryKey = #primary_key;
            type Deletion = #deletion;
            type Defaults = #defaults;
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

        #soft_deletes
        #timestamped

        #keys

        #(#relations)*
        #(#morphs)*
    }
}
