//! The conditions that a relation declares, and the values that it gives to new rows.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, LitStr};

use super::tokens::at;
use super::values::{Given, columns, imported, imports};
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
    let span = span_of(&relation.related);
    let name = relation.name.unraw().to_string();
    let function = format_ident!("__{}_{name}", names::snake(model.ident), span = span);
    let joined = relation.joined.as_ref();
    let table = joined.map_or(&relation.table, |joined| &joined.table);
    let pivot = joined.and_then(|joined| joined.pivot.as_ref());
    let mut functions = Functions {
        model,
        relation,
        function: &function,
        soft_delete: pivot.and_then(|pivot| pivot.soft_delete.as_ref()),
        items: TokenStream::new(),
    };
    let filter = relation.filter.as_ref().map(|filter| {
        functions.add(&function, Span::call_site(), quote!(#filter));
        (function.clone(), filter.span())
    });
    let imports = imports(&function, table, columns(relation));
    functions.items.extend(imports);
    let given: Vec<_> = (relation.values.iter().chain(&relation.defaults))
        .map(Given::new)
        .collect();
    let values = functions.assign(&given, "values");
    let attach = pivot.and_then(|pivot| {
        let attach: Vec<_> = pivot.attach.iter().map(Given::new).collect();
        functions.assign(&attach, "attach")
    });
    let detach = pivot.and_then(|pivot| match &pivot.detach {
        Some(Detach::Update(values)) => functions.detach(values),
        _ => None,
    });
    // The first of these are `values(..)`, and conditions, too.
    let is = &given[..relation.values.len()];
    let all = functions.all(is, filter.as_ref().map(|(filter, _)| filter));
    Conditions {
        all: all.or_else(|| filter.clone()),
        filter: filter.map(|(filter, _)| filter),
        values,
        attach,
        detach,
        items: functions.items,
        function,
    }
}

/// A function of a Diesel expression, whose type Diesel infers. A mistake is reported where it is written.
pub(crate) fn inferred(
    model: &Model<'_>,
    name: &Ident,
    span: Span,
    body: TokenStream,
) -> TokenStream {
    inferred_of(model, name, span, (TokenStream::new(), body))
}

/// A function of a Diesel expression with parameters.
pub(crate) fn inferred_of(
    model: &Model<'_>,
    name: &Ident,
    span: Span,
    (parameters, body): (TokenStream, TokenStream),
) -> TokenStream {
    let krate = &model.krate;
    let dsl = quote!(#krate::__private::diesel::dsl);
    let dsl = LitStr::new(&dsl.to_string().replace(' ', ""), span);
    let krate = at(krate, span);
    quote_spanned! {span=>
        #[doc(hidden)]
        #[allow(non_camel_case_types, trivial_casts, trivial_numeric_casts, clippy::unnecessary_cast)]
        #[#krate::__private::diesel::dsl::auto_type(dsl_path = #dsl)]
        fn #name(#parameters) -> _ {
            #body
        }
    }
}

/// The functions of one relation.
struct Functions<'a> {
    model: &'a Model<'a>,
    relation: &'a Relation<'a>,
    function: &'a Ident,
    soft_delete: Option<&'a Ident>,
    items: TokenStream,
}

impl Functions<'_> {
    fn add(&mut self, name: &Ident, span: Span, body: TokenStream) {
        self.items.extend(inferred(self.model, name, span, body));
    }

    /// Adds the function of values to write: `(kind.eq("dev"), topic.eq(Null))`.
    fn assign(&mut self, given: &[Given<'_>], suffix: &str) -> Option<Ident> {
        let krate = &self.model.krate;
        let span = given.first()?.at;
        let typed = given.iter().filter_map(|given| given.typed.as_ref());
        let each = given.iter().map(|given| {
            let column = imported(self.function, given.column);
            match &given.value {
                None if self.soft_delete == Some(given.column) => {
                    quote_spanned!(given.at=> #column.eq(#krate::__private::NotDeleted))
                }
                None => quote_spanned!(given.at=> #column.eq(#krate::__private::Null)),
                Some(value) => quote_spanned!(given.at=> #column.eq(#value)),
            }
        });
        let values = format_ident!("{}_{suffix}", self.function, span = span);
        let body = quote_spanned!(span=> #(#typed)* (#(#each,)*));
        self.add(&values, span, body);
        Some(values)
    }

    /// Adds the function of what pivot rows get that leave, the time of `soft_delete` among it.
    fn detach(&mut self, values: &[(Ident, Expr)]) -> Option<Ident> {
        let mut detach: Vec<_> = values.iter().map(Given::new).collect();
        if let Some(column) = self.soft_delete {
            let span = column.span();
            let is_utc = format_ident!("{}_is_utc", self.function, span = span);
            let (owner, related) = (self.model.ident, &self.relation.related);
            let krate = at(&self.model.krate, span);
            let mark = imported(self.function, column);
            // In one place, so that what does not fit is reported once.
            self.items.extend(quote_spanned! {span=>
                #[doc(hidden)]
                #[allow(non_upper_case_globals)]
                const #is_utc: #krate::__private::core::primitive::bool =
                    (<#owner as #krate::ModelDef>::UTC || <#related as #krate::ModelDef>::UTC)
                        && !#krate::__private::is_deletion_mark::<#mark>();
            });
            detach.push(Given {
                column,
                typed: None,
                value: Some(quote_spanned!(span=> #krate::__private::Deleted::<#is_utc>)),
                at: span,
            });
        }
        self.assign(&detach, "detach")
    }

    /// Adds the function of the condition that columns have their values, and of the filter.
    fn all(&mut self, given: &[Given<'_>], filter: Option<&Ident>) -> Option<(Ident, Span)> {
        let krate = &self.model.krate;
        let span = given.first()?.at;
        let typed = given.iter().filter_map(|given| given.typed.as_ref());
        let mut each = given.iter().map(|given| {
            let column = imported(self.function, given.column);
            match &given.value {
                None if self.soft_delete == Some(given.column) => {
                    quote_spanned!(given.at=> #krate::__private::is_not_trashed(#column))
                }
                None => quote_spanned!(given.at=> #column.is_null()),
                Some(value) => quote_spanned!(given.at=> #column.eq(#value)),
            }
        });
        let head = each.next();
        let filter = filter.into_iter();
        let all = format_ident!("{}_all", self.function, span = span);
        let body = quote_spanned!(span=> #(#typed)* #head #(.and(#each))* #(.and(#filter()))*);
        self.add(&all, span, body);
        Some((all, span))
    }
}
