//! The code. Thin: markers, containers and one trait impl per relation; all behaviour is in the runtime crate.

mod container;
mod relation;

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
            type Table = #table::table;
            const CLONE: #krate::__private::core::option::Option<fn(&#ident) -> #ident> = {
                #[allow(unused_imports)]
                use #krate::__private::NoClone as _;
                #krate::__private::CloneOf::<#ident>::CLONE
            };
        }

        #(#relations)*
    }
}
