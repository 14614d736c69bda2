//! Has-one-through and has-many-through: the model between, and its table where that is the related one, too.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::source::{self, Source};
use crate::attr::span_of;
use crate::model::{Joined, Key, Model, Relation};
use crate::names;

/// `RelationDef::Through`: the rows between that are seen.
pub(crate) fn visible(model: &Model<'_>, relation: &Relation<'_>, source: &Source) -> TokenStream {
    let krate = &model.krate;
    let between = relation.joined.as_ref().and_then(|it| it.through.as_ref());
    match (between, &source.alias) {
        (None, _) => quote!(#krate::__private::AllRows),
        (Some(model), None) => {
            quote_spanned!(span_of(model)=> #krate::__private::VisibleOf<#model, #krate::__private::NotTrashed>)
        }
        (Some(model), Some(alias)) => {
            quote_spanned!(span_of(model)=> #krate::__private::VisibleAs<#model, #alias>)
        }
    }
}

/// The table between, under another name.
pub(crate) struct Alias {
    pub(crate) name: Ident,
    pub(crate) source: Ident,
    pub(crate) ty: TokenStream,
    pub(crate) item: TokenStream,
}

/// `users AS relations__grand_reports`
pub(crate) fn alias(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    joined: &Joined,
) -> Alias {
    let krate = &model.krate;
    let vis = model.vis;
    let span = Span::call_site();
    let relation_name = relation.name.unraw();
    let name = format_ident!("relations__{relation_name}", span = span);
    let value = format_ident!(
        "__{}_{relation_name}_through",
        names::snake(model.ident),
        span = span
    );
    let source = format_ident!("{marker}Through", span = span);
    let table = &joined.table;
    let diesel = quote!(#krate::__private::diesel);
    Alias {
        ty: quote!(#diesel::query_source::Alias<#source>),
        item: quote! {
            #diesel::alias!(#vis const #value: Alias<#source> = #table as #name);
        },
        name,
        source,
    }
}

impl Alias {
    /// A key of the table, under its other name.
    pub(crate) fn key(
        &self,
        model: &Model<'_>,
        table: &TokenStream,
        (key, width): (&Key, usize),
        span: Span,
    ) -> TokenStream {
        let (krate, source) = (&model.krate, &self.source);
        match key {
            Key::Columns(columns) if columns.len() > 1 => {
                quote!(#krate::Composite<(#(#krate::__private::Aliased<#source, #columns>,)*)>)
            }
            _ => {
                let column = source::key(krate, table, key, width, span).0;
                quote!(#krate::__private::Aliased<#source, #column>)
            }
        }
    }
}
