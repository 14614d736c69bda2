//! The values that an attribute gives to columns: `values(kind = "dev")`, `defaults(..)`, `attach(..)`, `detach(..)`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::Expr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::tokens::{located, respan};
use crate::attr::Detach;
use crate::model::Relation;

/// The columns to which a relation gives values, and those that a search may name or write.
pub(crate) fn columns<'a>(relation: &'a Relation<'_>) -> Vec<&'a Ident> {
    let given = relation.values.iter().chain(&relation.defaults);
    let mut columns: Vec<_> = given.map(|(column, _)| column).collect();
    let joined = relation.joined.as_ref();
    if let Some(pivot) = joined.and_then(|joined| joined.pivot.as_ref()) {
        columns.extend(pivot.attach.iter().map(|(column, _)| column));
        if let Some(Detach::Update(values)) = &pivot.detach {
            columns.extend(values.iter().map(|(column, _)| column));
            columns.extend(&pivot.soft_delete);
        }
        let named = pivot.search.fields.iter().chain(&pivot.search.writes);
        columns.extend(named.map(|(column, _)| column));
    }
    let mut once = Vec::new();
    columns.retain(|column| {
        let is_new = !once.contains(column);
        once.push(*column);
        is_new
    });
    columns
}

/// The name under which a column is imported.
pub(crate) fn imported(function: &Ident, column: &Ident) -> Ident {
    format_ident!("{function}_{}_column", column.unraw(), span = column.span())
}

/// Imports the columns: one that is not there is reported once, and not as a type and as a value.
pub(crate) fn imports(
    function: &Ident,
    table: &impl ToTokens,
    columns: Vec<&Ident>,
) -> TokenStream {
    let imports = columns.into_iter().map(|column| {
        let name = imported(function, column);
        let at = located(column.span());
        let table = respan(table.to_token_stream(), at);
        // In braces, so that the error is at the column.
        quote_spanned! {at=>
            #[doc(hidden)]
            #[allow(unused_imports)]
            use #table::{#column as #name};
        }
    });
    imports.collect()
}

/// A value that a column has.
pub(crate) struct Given<'a> {
    pub(crate) column: &'a Ident,
    /// `let __kind: Kind = Kind::Draft as Kind;`, of a value that says its type.
    pub(crate) typed: Option<TokenStream>,
    /// None where NULL is meant.
    pub(crate) value: Option<TokenStream>,
    pub(crate) at: Span,
}

impl<'a> Given<'a> {
    pub(crate) fn new((column, value): &'a (Ident, Expr)) -> Self {
        let at = value.span();
        let (typed, value) = match value {
            value if is_none(value) => (None, None),
            Expr::Cast(cast) if is_none(&cast.expr) => (None, None),
            Expr::Cast(cast) => {
                let name = format_ident!("__{}", column.unraw(), span = at);
                let ty = &cast.ty;
                let typed = quote_spanned!(at=> let #name: #ty = #value;);
                (Some(typed), Some(name.into_token_stream()))
            }
            value => (None, Some(value.into_token_stream())),
        };
        Given {
            column,
            typed,
            value,
            at,
        }
    }
}

fn is_none(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.is_ident("None"))
}
