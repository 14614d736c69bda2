//! The code. Thin: markers, containers and one trait impl per relation; all behaviour is in the runtime crate.

mod base_query;
mod belongs_to;
mod belongs_to_many;
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
use crate::attr::span_of;
use crate::model::Model;

pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let declared = model::expand(model);
    let keys = key::expand(model);
    let relations = model.relations.iter();
    let relations = relations.map(|relation| relation::expand(model, relation));
    let of_loaded_rows = container::belongs_to(model);
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
        #declared
        #keys
        #(#relations)*
        #of_loaded_rows
        #(#morphs)*
        #search
    }
}
