//! The lists of a search as types, and the checks of what they name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::LitStr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::search::hash;
use super::tokens::{at, located};
use super::{morph_to, relation};
use crate::model::{End, Function, Include, Model, Place, Search};

/// The lists of one model, and the items that they name.
pub(crate) struct Lists<'a> {
    model: &'a Model<'a>,
    /// The aliases of relations of other models: the path to each, and its name.
    steps: Vec<(String, Ident)>,
    /// The types of the keys of JSON.
    json: Vec<(Vec<String>, Ident)>,
    pub(crate) items: TokenStream,
}

/// An element of a list, and its check.
struct Element {
    ty: TokenStream,
    check: Option<TokenStream>,
}

impl<'a> Lists<'a> {
    pub(crate) fn new(model: &'a Model<'a>) -> Self {
        Lists {
            model,
            steps: Vec::new(),
            json: Vec::new(),
            items: TokenStream::new(),
        }
    }

    pub(crate) fn filters(&mut self, places: &[Place]) -> TokenStream {
        let elements = places.iter().map(|place| match &place.end {
            End::Json { .. } => self.json(place),
            End::Column(column) => self.column(place, column, "filter"),
            _ => self.number(place),
        });
        let elements = elements.collect();
        list(self.model, elements)
    }

    pub(crate) fn sorts(&mut self, places: &[Place]) -> TokenStream {
        let mut elements = Vec::new();
        for place in places {
            let (mut element, to_one) = match &place.end {
                End::Json { .. } => (self.json(place), place.steps.len()),
                End::Column(column) => (self.column(place, column, "sort"), place.steps.len()),
                _ => (self.number(place), place.steps.len() - 1),
            };
            let checks = (1..=to_one).map(|length| {
                let (step, span) = self.step(&place.steps[..length]);
                let krate = at(&self.model.krate, span);
                quote_spanned!(span=> #krate::__private::search::to_one::<#step>();)
            });
            let checks: TokenStream = checks.chain(element.check).collect();
            element.check = Some(checks);
            elements.push(element);
        }
        list(self.model, elements)
    }

    /// The primary key. What is wrong with it is said at the word `search`.
    pub(crate) fn key(&mut self, search: &Search) -> TokenStream {
        let columns = search.key.iter().map(|field| {
            let span = located(search.word.span());
            let (krate, ident) = (at(&self.model.krate, span), at(self.model.ident, span));
            let (search, hash) = (
                quote_spanned!(span=> #krate::__private::search),
                hash(field),
            );
            Element {
                ty: quote_spanned!(span=> #search::Column<#ident, #hash>),
                check: Some(quote_spanned!(span=> #search::key::<#ident, #hash>();)),
            }
        });
        let columns = columns.collect();
        list(self.model, columns)
    }

    pub(crate) fn keywords(&mut self, places: &[Place]) -> TokenStream {
        let elements = places.iter().filter_map(|place| match &place.end {
            End::Column(column) => Some(self.column(place, column, "keyword")),
            _ => None,
        });
        let elements = elements.collect();
        list(self.model, elements)
    }

    pub(crate) fn writes(&mut self, places: &[Place]) -> TokenStream {
        let elements = places.iter().filter_map(|place| match &place.end {
            End::Column(column) => Some(self.column(place, column, "write")),
            _ => None,
        });
        let elements = elements.collect();
        list(self.model, elements)
    }

    pub(crate) fn aggregates(&mut self, places: &[Place]) -> TokenStream {
        let mut elements = Vec::new();
        for place in places {
            let (step, of) = self.step(&place.steps);
            let rows = |function, span| {
                let span = located(span);
                let krate = at(&self.model.krate, span);
                let function = Ident::new(function, span);
                let search = quote_spanned!(span=> #krate::__private::search);
                Element {
                    ty: quote_spanned!(span=> #search::Aggregated<#search::#function, #step, ()>),
                    // A request can have filters for the rows.
                    check: Some(
                        quote_spanned!(of=> #search::searchable::<#search::RelatedOf<#step>>();),
                    ),
                }
            };
            elements.push(match &place.end {
                End::Count(span) => rows("CountRows", *span),
                End::Exists(span) => rows("HasRows", *span),
                _ => self.number(place),
            });
        }
        list(self.model, elements)
    }

    pub(crate) fn includes(&mut self, includes: &[Include]) -> TokenStream {
        let elements = self.included(&mut Vec::new(), includes);
        list(self.model, elements)
    }

    /// The relations that may be loaded behind a path. The check of each stands before those inside of it.
    fn included(&mut self, path: &mut Vec<Ident>, includes: &[Include]) -> Vec<Element> {
        let mut elements = Vec::new();
        for include in includes {
            if let (true, Some(owner)) = (path.is_empty(), self.owner(&include.name)) {
                let span = located(include.name.span());
                let (krate, owner) = (at(&self.model.krate, span), at(&owner, span));
                elements.push(Element {
                    ty: quote_spanned!(span=> #krate::__private::search::IncludedOwner<#owner>),
                    check: None,
                });
                continue;
            }
            path.push(include.name.clone());
            let (step, span) = self.step(path);
            let krate = at(&self.model.krate, span);
            let search = quote_spanned!(span=> #krate::__private::search);
            let selection = self.selection(path);
            let nested = self.included(path, &include.nested);
            let types = nested.iter().map(|element| &element.ty);
            let nested_list = pairs(types);
            let nested_checks = nested.iter().filter_map(|element| element.check.as_ref());
            elements.push(Element {
                ty: quote_spanned!(span=> #search::Included<#step, #selection, #nested_list>),
                check: Some(quote_spanned! {span=>
                    #search::searchable::<#search::RelatedOf<#step>>();
                    #(#nested_checks)*
                }),
            });
            path.pop();
        }
        elements
    }

    /// The selection of the constant of a relation.
    fn selection(&self, path: &[Ident]) -> TokenStream {
        let krate = &self.model.krate;
        match self.alias(path) {
            Some(alias) => quote!(#krate::__private::search::SelectionOf<#alias>),
            None => {
                let row = path.first().and_then(|name| {
                    let relation = self.relation(name)?;
                    let marker = relation::marker(self.model, relation);
                    super::pivot_row::pivot_row(self.model, relation, &marker)
                });
                row.map_or_else(|| quote!(()), |row| row.selection)
            }
        }
    }

    fn relation(&self, name: &Ident) -> Option<&'a crate::model::Relation<'a>> {
        let mut relations = self.model.relations.iter();
        relations.find(|relation| relation.name.unraw() == name.unraw())
    }

    /// The marker of a `morph_to`.
    fn owner(&self, name: &Ident) -> Option<Ident> {
        let mut morphs = self.model.morphs.iter();
        let morph = morphs.find(|morph| morph.name.unraw() == name.unraw())?;
        Some(morph_to::marker(self.model, morph))
    }

    fn alias(&self, path: &[Ident]) -> Option<&Ident> {
        let says = says(path);
        let known = self.steps.iter().find(|(known, _)| *known == says);
        known.map(|(_, alias)| alias)
    }

    /// The relation at the end of a path, and the place of its name.
    fn step(&mut self, path: &[Ident]) -> (TokenStream, Span) {
        let Some((last, before)) = path.split_last() else {
            return (quote!(()), Span::call_site());
        };
        let span = located(last.span());
        if before.is_empty() {
            let marker = self.relation(last).map(|relation| {
                let marker = relation::marker(self.model, relation);
                at(&marker, span)
            });
            return (marker.unwrap_or_default(), span);
        }
        let krate = at(&self.model.krate, span);
        let search = quote_spanned!(span=> #krate::__private::search);
        if self.alias(path).is_none() {
            let (step, _) = self.step(before);
            let step = at(&step, span);
            let alias = format_ident!("__Relation{}", self.steps.len());
            let hash = hash(last);
            let of = quote_spanned!(span=> #search::RelatedOf<#step>);
            self.items.extend(quote_spanned! {span=>
                type #alias = #search::Named<#of, #hash, { #search::relation::<#of, #hash>() }>;
            });
            self.steps.push((says(path), alias));
        }
        let alias = self.alias(path).map(|alias| at(alias, span));
        (quote_spanned!(span=> #search::RelationOf<#alias>), span)
    }

    /// The model at the end of a path.
    fn related(&mut self, steps: &[Ident], span: Span) -> TokenStream {
        if steps.is_empty() {
            return at(self.model.ident, span);
        }
        let (step, _) = self.step(steps);
        let (krate, step) = (at(&self.model.krate, span), at(&step, span));
        quote_spanned!(span=> #krate::__private::search::RelatedOf<#step>)
    }

    /// A place behind relations: `Via<AuthorOfPost, ..>`.
    fn via(&mut self, steps: &[Ident], ty: TokenStream) -> TokenStream {
        let mut ty = ty;
        for length in (1..=steps.len()).rev() {
            let (step, span) = self.step(&steps[..length]);
            let krate = at(&self.model.krate, span);
            ty = quote_spanned!(span=> #krate::__private::search::Via<#step, #ty>);
        }
        ty
    }

    /// A column, with the check of this name.
    fn column(&mut self, place: &Place, column: &Ident, check: &str) -> Element {
        let span = located(column.span());
        let krate = at(&self.model.krate, span);
        let search = quote_spanned!(span=> #krate::__private::search);
        let (of, hash) = (self.related(&place.steps, span), hash(column));
        let check = Ident::new(check, span);
        let ty = quote_spanned!(span=> #search::Column<#of, #hash>);
        Element {
            ty: self.via(&place.steps, ty),
            check: Some(quote_spanned!(span=> #search::#check::<#of, #hash>();)),
        }
    }

    /// A value inside of JSON.
    fn json(&mut self, place: &Place) -> Element {
        let End::Json { column, keys, ty } = &place.end else {
            return self.number(place);
        };
        let path = self.keys(keys);
        let place = Place {
            steps: place.steps.clone(),
            end: End::Column(column.clone()),
        };
        let span = located(column.span());
        let krate = at(&self.model.krate, span);
        let search = quote_spanned!(span=> #krate::__private::search);
        let Element { check: is_json, .. } = self.column(&place, column, "json");
        let (of, hash) = (self.related(&place.steps, span), hash(column));
        let value =
            quote_spanned!(span=> #search::JsonValue<#search::Column<#of, #hash>, #path, #ty>);
        let of_type = located(ty.span());
        let krate = at(&self.model.krate, of_type);
        let is_value = quote_spanned!(of_type=> #krate::__private::search::json_value::<#ty>(););
        Element {
            ty: self.via(&place.steps, value),
            check: Some(quote!(#is_json #is_value)),
        }
    }

    /// The type of the keys of a value inside of JSON.
    fn keys(&mut self, keys: &[LitStr]) -> Ident {
        let values: Vec<_> = keys.iter().map(LitStr::value).collect();
        if let Some((_, known)) = self.json.iter().find(|(known, _)| *known == values) {
            return known.clone();
        }
        let krate = &self.model.krate;
        let name = format_ident!("__Keys{}", self.json.len());
        self.items.extend(quote! {
            pub struct #name;
            impl #krate::__private::search::JsonPath for #name {
                const KEYS: &'static [&'static #krate::__private::core::primitive::str] = &[#(#values),*];
            }
        });
        self.json.push((values, name.clone()));
        name
    }

    /// A number of related rows.
    fn number(&mut self, place: &Place) -> Element {
        let (function, column, span) = match &place.end {
            End::Count(span) => ("Count", None, *span),
            End::Exists(span) => ("Exists", None, *span),
            End::Aggregate { function, column } => {
                let name = match function {
                    Function::Sum => "Sum",
                    Function::Avg => "Avg",
                    Function::Min => "Min",
                    Function::Max => "Max",
                };
                (name, Some(column), column.span())
            }
            End::Column(column) | End::Json { column, .. } => {
                return self.column(place, column, "filter");
            }
        };
        let span = located(span);
        let krate = at(&self.model.krate, span);
        let search = quote_spanned!(span=> #krate::__private::search);
        if let Some(owner) = place.steps.first().and_then(|name| self.owner(name)) {
            let owner = at(&owner, span);
            return Element {
                ty: quote_spanned!(span=> #search::OwnerExists<#owner>),
                check: None,
            };
        }
        let (step, _) = self.step(&place.steps);
        let name = Ident::new(function, span);
        let (ty, check) = match column {
            None => (quote_spanned!(span=> #search::#name<#step>), None),
            Some(column) => {
                let (of, hash) = (self.related(&place.steps, span), hash(column));
                let check = Ident::new(&function.to_lowercase(), span);
                (
                    quote_spanned!(span=> #search::Aggregated<#search::#name, #step, #search::Column<#of, #hash>>),
                    Some(quote_spanned!(span=> #search::#check::<#of, #hash>();)),
                )
            }
        };
        let before = place.steps.len().saturating_sub(1);
        Element {
            ty: self.via(&place.steps[..before], ty),
            check,
        }
    }
}

fn says(path: &[Ident]) -> String {
    let names: Vec<_> = path.iter().map(|name| name.unraw().to_string()).collect();
    names.join(".")
}

/// `(A, (B, ()))`
pub(crate) fn pairs<'t>(types: impl DoubleEndedIterator<Item = &'t TokenStream>) -> TokenStream {
    types
        .rev()
        .fold(quote!(()), |rest, ty| quote!((#ty, #rest)))
}

/// The list, with the checks of its elements.
fn list(model: &Model<'_>, elements: Vec<Element>) -> TokenStream {
    let types = pairs(elements.iter().map(|element| &element.ty));
    let checks = elements.iter().filter_map(|element| element.check.as_ref());
    checked(model, types, checks.cloned().collect())
}

/// A list that is an error where a check fails.
pub(crate) fn checked(model: &Model<'_>, list: TokenStream, checks: TokenStream) -> TokenStream {
    if checks.is_empty() {
        return list;
    }
    let krate = &model.krate;
    quote!(#krate::__private::Checked<#list, { #checks true }>)
}
