//! The code. Thin: markers, containers and one trait impl per relation; all behaviour is in the runtime crate.

mod aliases;
mod base_query;
mod belongs_to;
mod belongs_to_many;
mod broken;
mod conditions;
mod container;
mod has_many;
mod key;
mod leaving;
mod model;
mod morph;
mod morph_to;
mod pivot_row;
mod relation;
mod scope;
mod search;
mod search_lists;
mod search_scopes;
mod source;
mod table;
mod through;
mod timestamps;
mod tokens;
mod touch;
mod values;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use self::tokens::{at, located};
use syn::DeriveInput;

use crate::attr::span_of;
use crate::model::Model;

/// A type that is no model: its queries are of an unknown type, so that what is done with them is no error.
pub(crate) fn no_model(input: &DeriveInput, errors: TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (generics, arguments, conditions) = input.generics.split_for_impl();
    quote! {
        impl #generics #ident #arguments #conditions {
            #[doc(hidden)]
            pub fn query() -> ::diesel_relations::__private::Checked<(), { #errors }> {
                ::core::panic!()
            }
        }
    }
}

pub(crate) fn expand(mut model: Model<'_>) -> TokenStream {
    let of_loaded_rows = container::belongs_to(&model);
    let aliases = aliases::put(&mut model);
    let model = &model;
    let declared = model::expand(model);
    let keys = key::expand(model);
    let relations = model.relations.iter();
    let relations = relations.map(|relation| relation::expand(model, relation));
    let broken = model.broken.iter().map(|it| broken::expand(model, it));
    let morphs = model.morphs.iter().map(|it| morph_to::expand(model, it));
    let search = search::expand(model);
    let krate = &model.krate;
    let runtime = model.krate_given.as_ref();
    let runtime = runtime.map(|given| {
        let span = located(span_of(given));
        let krate = at(krate, span);
        quote_spanned!(span=> #[doc(hidden)] use #given as #krate;)
    });
    quote! {
        #runtime
        #aliases
        #declared
        #keys
        #(#relations)*
        #(#broken)*
        #of_loaded_rows
        #(#morphs)*
        #search
    }
}
