//! The named conditions of a search, and the columns of pivot tables that it may name.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::conditions::{Conditions, inferred_of};
use super::search_lists::{checked, pairs};
use super::tokens::{at, located};
use super::values::imported;
use crate::attr::ScopeAttr;
use crate::model::{Model, Relation};

/// The list of scopes, and what it names.
pub(crate) fn scopes(model: &Model<'_>, scopes: &[ScopeAttr]) -> (TokenStream, TokenStream) {
    let mut names = Vec::new();
    let mut checks = TokenStream::new();
    let mut items = TokenStream::new();
    for scope in scopes {
        // All of it stands at the condition, so that what does not fit is reported there, and once.
        let span = located(scope.condition.span());
        let function = format_ident!("__scope_{}", scope.name.unraw(), span = span);
        let name = format_ident!("__Scope{}", names.len());
        items.extend(item(model, scope, &function, &name));
        let (krate, table) = (at(&model.krate, span), at(&model.table, span));
        checks.extend(quote_spanned! {span=>
            #krate::__private::search::scope::<#table::table, #function>();
        });
        names.push(quote!(#name));
    }
    (checked(model, pairs(names.iter()), checks), items)
}

/// The function of a scope, whose type Diesel infers, and its declaration.
fn item(model: &Model<'_>, scope: &ScopeAttr, function: &Ident, name: &Ident) -> TokenStream {
    let span = function.span();
    let krate = at(&model.krate, span);
    let search = quote_spanned!(span=> #krate::__private::search);
    let primitive = quote_spanned!(span=> #krate::__private::core::primitive);
    let ScopeAttr {
        parameters,
        condition,
        ..
    } = scope;
    let text = scope.name.unraw().to_string();
    let texts = parameters.iter().map(|(name, _)| name.unraw().to_string());
    let (names, types): (Vec<_>, Vec<_>) = parameters.iter().map(|(name, ty)| (name, ty)).unzip();
    let declared = (quote!(#(#names: #types),*), quote!(#condition));
    let declared = inferred_of(model, function, span, declared);
    let checks = types.iter().map(|ty| {
        let span = located(ty.span());
        let krate = at(&krate, span);
        quote_spanned!(span=> #krate::__private::search::parameter::<#ty>();)
    });
    let values = checked(model, quote!((#(#types,)*)), checks.collect());
    quote_spanned! {span=>
        #declared
        pub struct #name;
        impl #search::SearchScope for #name {
            const NAME: &'static #primitive::str = #text;
            const PARAMETERS: &'static [&'static #primitive::str] = &[#(#texts),*];
            type Parameters = #values;
            type Condition = #function;
            fn condition((#(#names,)*): (#(#types,)*)) -> #function {
                #function(#(#names),*)
            }
        }
    }
}

/// The columns of the pivot table that a search may name or write: their lists, and the item that it is an alias of, whose mistakes are reported where
/// they are.
pub(crate) fn pivot_fields(
    model: &Model<'_>,
    relation: &Relation<'_>,
    conditions: &Conditions,
) -> (TokenStream, Option<TokenStream>) {
    let joined = relation.joined.as_ref();
    let pivot = joined.and_then(|joined| joined.pivot.as_ref());
    let Some(search) = pivot.map(|pivot| &pivot.search).filter(|it| !it.is_empty()) else {
        return (quote!(()), None);
    };
    let mut checks = TokenStream::new();
    let mut list = |columns: &[(Ident, Type)], check| {
        let mut types = Vec::new();
        for (name, ty) in columns {
            let span = located(name.span());
            let krate = at(&model.krate, span);
            let column = at(&imported(&conditions.function, name), span);
            types.push(quote_spanned!(span=> #krate::__private::search::PivotColumn<#column, #ty>));
            let span = located(ty.span());
            let krate = at(&model.krate, span);
            let check = Ident::new(check, span);
            checks.extend(
                quote_spanned!(span=> #krate::__private::search::#check::<#column, #ty>();),
            );
        }
        pairs(types.iter())
    };
    let fields = list(&search.fields, "pivot");
    let lists = match &search.writes[..] {
        [] => fields,
        writes => {
            let writes = list(writes, "pivot_write");
            let krate = &model.krate;
            quote!(#krate::__private::search::PivotLists<#fields, #writes>)
        }
    };
    let list = checked(model, lists, checks);
    let alias = format_ident!(
        "{}_pivot_fields",
        conditions.function,
        span = proc_macro2::Span::call_site()
    );
    let item = quote! {
        #[allow(non_camel_case_types)]
        type #alias = #list;
    };
    (quote!(#alias), Some(item))
}
