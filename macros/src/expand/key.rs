//! The fields that hold the columns of keys: of the primary key, and the local keys of the relations.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::tokens::at;
use crate::model::{Local, Model};

/// `impl HasKeyField<users::id> for User`, once for each column of a key.
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let primary = model.primary_key.iter();
    let primary = primary.filter_map(|name| model.local(name));
    let locals = model.relations.iter();
    let locals = locals.flat_map(|relation| relation.local.iter().cloned());
    let morphs = model.morphs.iter();
    let morphs = morphs.flat_map(|morph| [morph.id.clone(), morph.morph_type.clone()]);
    let named = model.keys.iter().filter_map(|name| model.local(name));

    let mut columns: Vec<Local<'_>> = Vec::new();
    for local in primary.chain(locals).chain(morphs).chain(named) {
        if columns.iter().all(|known| known.column != local.column) {
            columns.push(local);
        }
    }
    columns
        .iter()
        .map(|local| has_field(model, local))
        .collect()
}

/// The key column, or the composite of several.
pub(crate) fn column(model: &Model<'_>, key: &[Local<'_>]) -> TokenStream {
    let (krate, table) = (&model.krate, &model.table);
    match key {
        [Local { column, .. }] => quote!(#table::#column),
        several => {
            let columns = several.iter().map(|local| &local.column);
            quote!(#krate::Composite<(#(#table::#columns,)*)>)
        }
    }
}

fn has_field(model: &Model<'_>, local: &Local<'_>) -> TokenStream {
    // At the type of the field: whether it fits its column, and whether it is a key.
    // (Located there, but still generated code: rustc does not call it unused.)
    let span = Span::call_site().located_at(local.ty.span());
    let here = at(&model.krate, span);
    let (ident, table) = (at(model.ident, span), &model.table);
    let Local {
        column, field, ty, ..
    } = local;
    quote_spanned! {span=>
        #[automatically_derived]
        impl #here::__private::HasKeyField<#table::#column> for #ident {
            type Field = #here::__private::Checked<#ty, {
                <<#ty as #here::__private::KeyField<<#table::#column as #here::__private::KeyColumns>::IsNull>>::Key
                    as #here::__private::KeyType>::IS_KEY
            }>;
            fn field(&self) -> &Self::Field {
                &self.#field
            }
            fn field_mut(&mut self) -> &mut Self::Field {
                &mut self.#field
            }
        }
    }
}
