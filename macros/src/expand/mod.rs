//! The code. Thin: markers, containers and one trait impl per relation; all behaviour is in the runtime crate.

mod container;
mod key;
mod pivot;
mod relation;
mod source;

use proc_macro2::TokenStream;
use quote::quote;

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
    let keys = key::expand(model);
    let name = relation::last(table);
    let primary_key = match model.primary_key.len() {
        1 => quote!(<#table::table as #krate::__private::diesel::Table>::PrimaryKey),
        _ => {
            quote!(#krate::Composite<<#table::table as #krate::__private::diesel::Table>::PrimaryKey>)
        }
    };
    let markers = model.with.iter().filter_map(|name| {
        let relation = model
            .relations
            .iter()
            .find(|relation| relation.name == *name)?;
        let marker = relation::marker(model, relation);
        Some((pivot::pivot_row(model, relation, &marker), marker))
    });
    let (mut defaults, mut default) = (quote!(()), quote!(()));
    for (row, marker) in markers {
        let (selection, declared) = match row {
            None => (quote!(()), quote!(declared)),
            Some(row) => (row.selection, quote!(declared_with_pivot)),
        };
        defaults =
            quote!((#defaults, #krate::Relation<#marker, #krate::Unrefined, (), #selection>));
        default = quote!((#default, #krate::Relation::#declared()));
    }
    quote! {
        #[automatically_derived]
        impl #krate::Rooted for #ident {
            type Model = #ident;
            fn model(&self) -> &#ident {
                self
            }
        }

        #[automatically_derived]
        impl #krate::Model for #ident {
            const TABLE: &'static str = #name;
            type Table = #table::table;
            type PrimaryKey = #primary_key;
            type Defaults = #defaults;
            const DEFAULTS: #defaults = #default;
            const CLONE: #krate::__private::core::option::Option<fn(&#ident) -> #ident> = {
                #[allow(unused_imports)]
                use #krate::__private::NoClone as _;
                #krate::__private::CloneOf::<#ident>::CLONE
            };
        }

        #keys

        #(#relations)*
    }
}
