//! Other names of the models that relations name. The code has these, so that a type that is not there is one error, however often it is named.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::relation;
use crate::attr::span_of;
use crate::model::Model;

/// Puts aliases in the place of the models, and emits them.
pub(crate) fn put(model: &mut Model<'_>) -> TokenStream {
    let markers = model.relations.iter();
    let markers: Vec<_> = markers.map(|it| relation::marker(model, it)).collect();
    let (mut aliases, mut known) = (TokenStream::new(), HashMap::new());
    for (relation, marker) in model.relations.iter_mut().zip(markers) {
        let mut put = |path: &mut Path, of: &str| {
            let alias = known.entry(quote!(#path).to_string()).or_insert_with(|| {
                let alias = format_ident!("__{marker}{of}", span = span_of(path));
                aliases.extend(quote!(type #alias = #path;));
                alias
            });
            let mut alias = alias.clone();
            alias.set_span(span_of(path));
            *path = alias.into();
        };
        put(&mut relation.related, "Related");
        if let Some(joined) = &mut relation.joined {
            if let Some(through) = &mut joined.through {
                put(through, "Through");
            }
            if let Some(using) = joined.pivot.as_mut().and_then(|pivot| pivot.using.as_mut()) {
                put(using, "Pivot");
            }
        }
    }
    aliases
}
