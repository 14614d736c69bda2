//! The conditions that a relation declares, and the values that it gives to new rows.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, LitStr};

use super::touch::located;
use crate::attr::{Detach, span_of};
use crate::model::{Model, Relation};
use crate::names;

/// The conditions of a relation, and its values: functions whose types Diesel infers.
pub(crate) struct Conditions {
    /// The beginning of their names.
    pub(crate) function: Ident,
    /// All of them, and where they are written.
    pub(crate) all: Option<(Ident, Span)>,
    /// `filter = ..`
    pub(crate) filter: Option<Ident>,
    /// `values(..)` and `defaults(..)`: what new rows get.
    pub(crate) values: Option<Ident>,
    /// `attach(..)`: what pivot rows get that come.
    pub(crate) attach: Option<Ident>,
    /// `detach(..)`: what pivot rows get that leave.
    pub(crate) detach: Option<Ident>,
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
    // A mistake is reported where it is written.
    let item = |function: &Ident, at: Span, body: TokenStream| {
        let dsl = LitStr::new(&dsl, at);
        let krate = super::relation::at(krate, at);
        quote_spanned! {at=>
            #[doc(hidden)]
            #[allow(non_camel_case_types, trivial_casts, trivial_numeric_casts, clippy::unnecessary_cast)]
            #[#krate::__private::diesel::dsl::auto_type(dsl_path = #dsl)]
            fn #function() -> _ {
                #body
            }
        }
    };
    let mut conditions = Conditions {
        function: function.clone(),
        all: None,
        filter: None,
        values: None,
        attach: None,
        detach: None,
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
    let pivot = joined.and_then(|joined| joined.pivot.as_ref());
    let soft_delete = pivot.and_then(|pivot| pivot.soft_delete.as_ref());
    conditions
        .items
        .extend(imports(&function, table, columns(relation)));
    let assign = |given: &[Given<'_>], suffix: &str, items: &mut TokenStream| {
        let at = given.first()?.at;
        let typed = given.iter().filter_map(|given| given.typed.as_ref());
        let each = given.iter().map(|given| {
            let column = imported(&function, given.column);
            match &given.value {
                None if soft_delete == Some(given.column) => {
                    quote_spanned!(given.at=> #column.eq(#krate::__private::NotDeleted))
                }
                None => quote_spanned!(given.at=> #column.eq(#krate::__private::Null)),
                Some(value) => quote_spanned!(given.at=> #column.eq(#value)),
            }
        });
        let values = format_ident!("{function}_{suffix}", span = at);
        let body = quote_spanned!(at=> #(#typed)* (#(#each,)*));
        items.extend(item(&values, at, body));
        Some(values)
    };
    let given: Vec<_> = (relation.values.iter().chain(&relation.defaults))
        .map(Given::new)
        .collect();
    conditions.values = assign(&given, "values", &mut conditions.items);
    if let Some(pivot) = pivot {
        let attach: Vec<_> = pivot.attach.iter().map(Given::new).collect();
        conditions.attach = assign(&attach, "attach", &mut conditions.items);
    }
    if let Some(Detach::Update(values)) = pivot.and_then(|pivot| pivot.detach.as_ref()) {
        let mut detach: Vec<_> = values.iter().map(Given::new).collect();
        if let Some(column) = soft_delete {
            let at = column.span();
            let is_utc = format_ident!("{function}_is_utc", span = at);
            let (owner, related) = (model.ident, &relation.related);
            let krate = super::relation::at(krate, at);
            let mark = imported(&function, column);
            // In one place, so that what does not fit is reported once.
            conditions.items.extend(quote_spanned! {at=>
                #[doc(hidden)]
                #[allow(non_upper_case_globals)]
                const #is_utc: #krate::__private::core::primitive::bool =
                    (<#owner as #krate::ModelDef>::UTC || <#related as #krate::ModelDef>::UTC)
                        && !#krate::__private::is_deletion_mark::<#mark>();
            });
            detach.push(Given {
                column,
                typed: None,
                value: Some(quote_spanned!(at=> #krate::__private::Deleted::<#is_utc>)),
                at,
            });
        }
        conditions.detach = assign(&detach, "detach", &mut conditions.items);
    }
    // The first of these are `values(..)`, and conditions, too.
    let given = &given[..relation.values.len()];
    if let [first, ..] = given {
        let at = first.at;
        let typed = given.iter().filter_map(|given| given.typed.as_ref());
        let mut each = given.iter().map(|given| {
            let column = imported(&function, given.column);
            match &given.value {
                None if soft_delete == Some(given.column) => {
                    quote_spanned!(given.at=> #krate::__private::is_not_trashed(#column))
                }
                None => quote_spanned!(given.at=> #column.is_null()),
                Some(value) => quote_spanned!(given.at=> #column.eq(#value)),
            }
        });
        let head = each.next();
        let filter = conditions.filter.iter();
        let all = format_ident!("{function}_all", span = at);
        let body = quote_spanned!(at=> #(#typed)* #head #(.and(#each))* #(.and(#filter()))*);
        conditions.items.extend(item(&all, at, body));
        conditions.all = Some((all, at));
    }
    conditions
}

/// The columns to which a relation gives values.
fn columns<'a>(relation: &'a Relation<'_>) -> Vec<&'a Ident> {
    let given = relation.values.iter().chain(&relation.defaults);
    let mut columns: Vec<_> = given.map(|(column, _)| column).collect();
    let joined = relation.joined.as_ref();
    if let Some(pivot) = joined.and_then(|joined| joined.pivot.as_ref()) {
        columns.extend(pivot.attach.iter().map(|(column, _)| column));
        if let Some(Detach::Update(values)) = &pivot.detach {
            columns.extend(values.iter().map(|(column, _)| column));
            columns.extend(&pivot.soft_delete);
        }
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
fn imports(function: &Ident, table: &impl ToTokens, columns: Vec<&Ident>) -> TokenStream {
    let imports = columns.into_iter().map(|column| {
        let name = imported(function, column);
        let at = located(column.span());
        let table = super::relation::respan(table.to_token_stream(), at);
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
struct Given<'a> {
    column: &'a Ident,
    /// `let __kind: Kind = Kind::Draft as Kind;`, of a value that says its type.
    typed: Option<TokenStream>,
    /// None where NULL is meant.
    value: Option<TokenStream>,
    at: Span,
}

impl<'a> Given<'a> {
    fn new((column, value): &'a (Ident, Expr)) -> Self {
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
