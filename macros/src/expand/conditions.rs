//! What a relation itself asks of its rows, and what it gives to new ones.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, LitStr};

use crate::attr::span_of;
use crate::model::{Model, Relation};
use crate::names;

/// The conditions of a relation, and its values: functions whose types Diesel infers.
pub(crate) struct Conditions {
    /// All of them, and where they are written.
    pub(crate) all: Option<(Ident, Span)>,
    /// `filter = ..`
    pub(crate) filter: Option<Ident>,
    /// `values(..)` and `defaults(..)`: what new rows get.
    pub(crate) values: Option<Ident>,
    pub(crate) items: TokenStream,
}

pub(crate) fn conditions(model: &Model<'_>, relation: &Relation<'_>) -> Conditions {
    let krate = &model.krate;
    let span = span_of(&relation.related);
    let name = relation.name.unraw().to_string();
    let function = format_ident!("__{}_{name}", names::snake(model.ident), span = span);
    let dsl = quote!(#krate::__private::diesel::dsl)
        .to_string()
        .replace(' ', "");
    // What does not fit is reported where it is written.
    let item = |function: &Ident, at: Span, body: TokenStream| {
        let dsl = LitStr::new(&dsl, at);
        let krate = super::relation::at(krate, at);
        quote_spanned! {at=>
            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #[#krate::__private::diesel::dsl::auto_type(dsl_path = #dsl)]
            fn #function() -> _ {
                #body
            }
        }
    };
    let mut conditions = Conditions {
        all: None,
        filter: None,
        values: None,
        items: TokenStream::new(),
    };
    if let Some(filter) = &relation.filter {
        conditions
            .items
            .extend(item(&function, Span::call_site(), quote!(#filter)));
        conditions.filter = Some(function.clone());
        conditions.all = Some((function.clone(), filter.span()));
    }
    let joined = relation.joined.as_ref();
    let table = joined.map_or(&relation.table, |joined| &joined.table);
    let given: Vec<_> = relation.values.iter().chain(&relation.defaults).collect();
    if let [(_, first), ..] = given.as_slice() {
        let at = first.span();
        let each = given.iter().map(|(column, value)| match is_none(value) {
            true => quote_spanned!(value.span()=> #table::#column.eq(#krate::__private::Null)),
            false => quote_spanned!(value.span()=> #table::#column.eq(#value)),
        });
        let values = format_ident!("{function}_values", span = at);
        conditions
            .items
            .extend(item(&values, at, quote_spanned!(at=> (#(#each,)*))));
        conditions.values = Some(values);
    }
    let mut each = relation
        .values
        .iter()
        .map(|(column, value)| match is_none(value) {
            true => quote_spanned!(value.span()=> #table::#column.is_null()),
            false => quote_spanned!(value.span()=> #table::#column.eq(#value)),
        });
    if let (Some(head), [(_, first), ..]) = (each.next(), relation.values.as_slice()) {
        let filter = conditions.filter.iter();
        let all = format_ident!("{function}_all", span = first.span());
        let body = quote_spanned!(first.span()=> #head #(.and(#each))* #(.and(#filter()))*);
        conditions.items.extend(item(&all, first.span(), body));
        conditions.all = Some((all, first.span()));
    }
    conditions
}

/// Whether NULL is meant.
fn is_none(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.is_ident("None"))
}
