//! The table of an attribute is that of its model.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;

use super::tokens::{at, located};
use crate::attr::span_of;
use crate::model::{Model, Relation};

/// Checks the tables that a relation names, or takes by default, where they are written.
pub(crate) fn checks(model: &Model<'_>, relation: &Relation<'_>) -> Option<TokenStream> {
    let related = relation.needs_table;
    let related = related.then(|| check(model, &relation.related, &relation.table));
    let joined = relation.joined.as_ref();
    let through = joined.and_then(|joined| Some((joined.through.as_ref()?, &joined.table)));
    let through = through.map(|(through, table)| check(model, through, table));
    (related.is_some() || through.is_some()).then(|| quote!(#related #through))
}

/// Checks that a table is the one of a model. A type that is no model is reported elsewhere.
pub(crate) fn check(model: &Model<'_>, of: &Path, table: &Path) -> TokenStream {
    let span = located(span_of(table));
    let krate = at(&model.krate, span);
    quote_spanned! {span=>
        {
            #[allow(unused_imports)]
            use #krate::__private::NoModel as _;
            let _ = #krate::__private::TableOf::<#of, #table::table>::is;
        }
    }
}
