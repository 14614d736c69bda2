//! Which fields hold the keys: the primary key, and the local keys of the relations.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::tokens::at;
use crate::model::{Local, Model};

/// `impl HasKey<users::id> for User`, once for each key.
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let primary: Option<Vec<_>> = model
        .primary_key
        .iter()
        .map(|name| model.local(name))
        .collect();
    let mut keys: Vec<Vec<Local<'_>>> = Vec::new();
    let locals = model
        .relations
        .iter()
        .map(|relation| relation.local.clone());
    let morphs = model
        .morphs
        .iter()
        .flat_map(|morph| [vec![morph.id.clone()], vec![morph.morph_type.clone()]]);
    for key in primary
        .into_iter()
        .filter(|key| key.len() <= 4)
        .chain(locals)
        .chain(morphs)
        .chain(
            model
                .keys
                .iter()
                .filter_map(|name| Some(vec![model.local(name)?])),
        )
    {
        let is_known = |known: &Vec<Local<'_>>| {
            known
                .iter()
                .map(|l| &l.column)
                .eq(key.iter().map(|l| &l.column))
        };
        if !keys.iter().any(is_known) {
            keys.push(key);
        }
    }
    keys.iter().map(|key| has_key(model, key)).collect()
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

fn has_key(model: &Model<'_>, key: &[Local<'_>]) -> TokenStream {
    // At the type of the field: whether it fits its column, and whether it is a key.
    // (Located there, but still generated code: rustc does not call it unused.)
    let span = key
        .first()
        .map_or_else(Span::call_site, |local| local.ty.span());
    let span = Span::call_site().located_at(span);
    let here = at(&model.krate, span);
    let column = column(model, key);
    let (ident, table) = (at(model.ident, span), &model.table);
    let part = |local: &Local<'_>| {
        let (ty, column) = (local.ty, &local.column);
        quote_spanned! {span=>
            <#ty as #here::__private::KeyField<<#table::#column as #here::__private::KeyColumns>::IsNull>>
        }
    };
    let (ty, get, set, take) = match key {
        [local] => {
            let (part, field) = (part(local), local.field);
            (
                quote_spanned!(span=> #part::Key),
                quote_spanned!(span=> #part::key(&self.#field).map(#here::__private::std::borrow::Cow::Borrowed)),
                quote_spanned!(span=> #part::set(&mut self.#field, key)),
                quote_spanned!(span=> #part::take(&mut self.#field)),
            )
        }
        several => {
            let parts: Vec<_> = several.iter().map(part).collect();
            let fields: Vec<_> = several.iter().map(|local| local.field).collect();
            let numbers: Vec<_> = (0..several.len()).map(syn::Index::from).collect();
            (
                quote_spanned!(span=> (#(#parts::Key,)*)),
                quote_spanned! {span=>
                    #here::__private::core::option::Option::Some(#here::__private::std::borrow::Cow::Owned((
                        #(#here::__private::core::clone::Clone::clone(#parts::key(&self.#fields)?),)*
                    )))
                },
                quote_spanned!(span=> #(#parts::set(&mut self.#fields, key.#numbers);)*),
                quote_spanned! {span=>
                    let taken = (#(#parts::take(&mut self.#fields),)*);
                    #here::__private::core::option::Option::Some((#(taken.#numbers?,)*))
                },
            )
        }
    };
    quote_spanned! {span=>
        #[automatically_derived]
        impl #here::HasKey<#column> for #ident {
            type Key = #ty;
            fn key(
                &self,
            ) -> #here::__private::core::option::Option<
                #here::__private::std::borrow::Cow<'_, <#ident as #here::HasKey<#column>>::Key>,
            > {
                #get
            }
            fn set_key(&mut self, key: <#ident as #here::HasKey<#column>>::Key) {
                #set
            }
            fn take_key(
                &mut self,
            ) -> #here::__private::core::option::Option<<#ident as #here::HasKey<#column>>::Key> {
                #take
            }
        }
    }
}
