//! The query that queries of the model start from: its table, or `#[diesel(base_query = ..)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::conditions::inferred;
use super::tokens::{at, located};
use crate::attr::span_of;
use crate::model::Model;
use crate::names;

/// The part of `impl ModelDef` that says so, and what stands beside it.
pub(crate) fn base_query(model: &Model<'_>) -> (TokenStream, TokenStream) {
    let Model {
        ident,
        krate,
        table,
        ..
    } = model;
    let (ty, base, has_base, items) = match &model.base_query {
        None => (quote!(#table::table), quote!(#table::table), None, None),
        Some((base, ty)) => {
            let function = format_ident!("__{}_base_query", names::snake(ident));
            let (ty, item) = match ty {
                Some(ty) => (quote!(#ty), quote!(fn #function() -> #ty { #base })),
                None => {
                    let span = proc_macro2::Span::call_site();
                    (
                        quote!(#function),
                        inferred(model, &function, span, quote!(#base)),
                    )
                }
            };
            let has_base = quote! {
                const HAS_BASE_QUERY: #krate::__private::core::primitive::bool = true;
            };
            (ty, quote!(#function()), Some(has_base), Some(item))
        }
    };
    let (on_ty, on) = match has_base {
        None => (
            quote!(__T),
            quote!(<__T as #krate::__private::core::default::Default>::default()),
        ),
        Some(_) => (quote!(Self::Base), quote!(Self::base())),
    };
    let part = quote! {
        type Base = #ty;
        type BaseOn<__T> = #on_ty;
        fn base_on<__T: #krate::__private::core::default::Default>() -> #on_ty {
            #on
        }
        fn base() -> #ty {
            #base
        }
        #has_base
    };
    let trashed = shows_trashed(model);
    let items = quote! {
        #items
        #[automatically_derived]
        impl #krate::ModelQuery for #ident
        where
            for<'__a> #krate::__private::Is<{ #krate::__private::__has_query!(#ident) }>: #krate::__private::No,
        {
        }
        #trashed
    };
    (part, items)
}

/// Refuses Diesel's `query()` where it would show trashed rows.
fn shows_trashed(model: &Model<'_>) -> Option<TokenStream> {
    let column = model.soft_delete.as_ref();
    let column = column.filter(|_| model.base_query.is_none())?;
    let span = located(span_of(column));
    let krate = at(&model.krate, span);
    let ident = model.ident;
    let message = format!(
        "`{ident}::query()` of Diesel's `HasQuery` has the trashed rows; remove `HasQuery`, or leave them out in `#[diesel(base_query = ..)]`"
    );
    Some(quote_spanned! {span=>
        const _: () = #krate::__private::assert!(!#krate::__private::__has_query!(#ident), #message);
    })
}
