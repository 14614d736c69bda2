//! Has-one and has-many: the row that is first of several, and what new rows get.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;

use super::conditions::Conditions;
use super::tokens::respan;
use crate::attr::{End, span_of};
use crate::model::{Model, Relation};

/// `RelationDef::First`, and the check that its columns are of the related table.
pub(crate) fn first(
    model: &Model<'_>,
    relation: &Relation<'_>,
) -> (TokenStream, Option<TokenStream>) {
    let (krate, related) = (&model.krate, &relation.related);
    let Some((last, _)) = relation.ends.last() else {
        return (quote!(()), None);
    };
    let end = |(end, column): &(End, Option<Path>)| {
        let name = match end {
            End::Latest => quote!(Latest),
            End::Oldest => quote!(Oldest),
        };
        match column {
            Some(column) => quote!(#krate::__private::#name<#column>),
            None => quote!(#krate::__private::#name<<#related as #krate::ModelDef>::PrimaryKey>),
        }
    };
    let mut order: Vec<_> = relation.ends.iter().map(end).collect();
    if relation.ends.iter().all(|(_, column)| column.is_some()) {
        // Ties go by primary key.
        order.push(end(&(*last, None)));
    }
    let column = relation.ends.iter().find_map(|(_, column)| column.as_ref());
    let span = span_of(column.unwrap_or(related));
    (
        quote!(#krate::__private::FirstBy<(#(#order,)*)>),
        Some(
            quote_spanned!(span=> #krate::__private::FirstBy::<(#(#order,)*)>::on::<<#related as #krate::ModelDef>::Table>();),
        ),
    )
}

/// `RelationDef::Defaults`: the values that new rows get.
pub(crate) fn defaults(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &syn::Ident,
    conditions: &Conditions,
) -> TokenStream {
    let (krate, table) = (&model.krate, &relation.table);
    let (ty, values) = match (&conditions.values, &relation.joined) {
        (Some(values), None) => (
            quote!(<#values as #krate::__private::ColumnValues<#table::table>>::Values),
            quote!(#krate::__private::ColumnValues::into_values(#values())),
        ),
        _ => (
            quote!(#krate::__private::NoFields),
            quote!(#krate::__private::NoFields),
        ),
    };
    let defaults = quote! {
        type Defaults = #ty;
        fn defaults() -> <#marker as #krate::RelationDef>::Defaults {
            #values
        }
    };
    match &conditions.values {
        Some(values) => respan(defaults, values.span()),
        None => defaults,
    }
}
