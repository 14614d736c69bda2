//! `#[diesel(..)]` and `#[model(..)]`, as they were written.

use proc_macro2::TokenStream;
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{Attribute, Expr, Ident, MacroDelimiter, Meta, MetaList, Path, Token, Type};

use super::search::SearchAttr;
use super::span_of;
use super::values::{Timestamps, given_twice, names_alone, path, value};
use crate::errors::Errors;
use crate::keys::{expects_of_model, unknown_of_model};
use crate::kind::Kind;

/// The facts that are read from `#[diesel(..)]`.
#[derive(Default)]
pub(crate) struct DieselAttr {
    pub(crate) table_name: Option<Path>,
    pub(crate) primary_key: Vec<Ident>,
    pub(crate) column_name: Option<Ident>,
    /// The query that queries of the model start from, and its type where that is given.
    pub(crate) base_query: Option<Expr>,
    pub(crate) base_query_type: Option<Type>,
    /// The parents that `Associations` names.
    pub(crate) belongs_to: Vec<Path>,
    /// True where the field is something else than a column.
    pub(crate) is_no_column: bool,
}

/// Reads the name of a column, which Diesel takes as a string, too.
fn column_name(input: syn::parse::ParseStream<'_>) -> syn::Result<Ident> {
    match input.parse::<Option<syn::LitStr>>()? {
        Some(name) => name.parse_with(syn::ext::IdentExt::parse_any),
        None => syn::ext::IdentExt::parse_any(input),
    }
}

impl DieselAttr {
    /// Reads `#[diesel(..)]`. Diesel's own derives check it: what cannot be read here is skipped.
    pub(crate) fn parse(attributes: &[Attribute]) -> Self {
        let mut diesel = DieselAttr::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("diesel")) {
            let _ = attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("table_name") {
                    diesel.table_name = Some(meta.value()?.call(names_alone)?);
                } else if meta.path.is_ident("primary_key") {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    let keys = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?;
                    diesel.primary_key = keys.into_iter().collect();
                } else if meta.path.is_ident("belongs_to") {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    diesel.belongs_to.push(content.call(names_alone)?);
                    content.parse::<TokenStream>()?;
                } else if meta.path.is_ident("column_name") {
                    diesel.column_name = Some(column_name(meta.value()?)?);
                } else if meta.path.is_ident("base_query") {
                    diesel.base_query = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("base_query_type") {
                    diesel.base_query_type = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("embed") {
                    diesel.is_no_column = true;
                } else if meta.path.is_ident("select_expression") {
                    diesel.is_no_column = true;
                    meta.value()?.parse::<Expr>()?;
                } else if meta.input.peek(Token![=]) {
                    meta.value()?.parse::<Expr>()?;
                } else if meta.input.peek(Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<TokenStream>()?;
                }
                Ok(())
            });
        }
        diesel
    }
}

/// The content of our own attributes, on a struct or a field.
pub(crate) struct OwnAttrs {
    /// The relations, as they were written: `#[has_many(..)]` or `#[model(has_many(..))]`.
    pub(crate) relations: Vec<(Kind, Meta)>,
    /// `#[model(crate = path)]`: where the runtime is, if the dependency is renamed.
    pub(crate) krate: Option<Path>,
    /// `#[model(with(posts))]`: the relations that every query of the model loads.
    pub(crate) with: Vec<Ident>,
    /// `#[model(morph_name = "posts")]`: the name of the model in the type column of a polymorphic relation.
    pub(crate) morph_name: Option<syn::LitStr>,
    /// `#[model(key)]`: a field by which other models may refer to this one.
    pub(crate) key: Option<Path>,
    /// `#[model(soft_delete)]`: the column that marks deleted rows.
    pub(crate) soft_delete: Option<Path>,
    /// `#[model(timestamps)]`: the columns that hold when a row was made and changed.
    pub(crate) timestamps: Option<Timestamps>,
    /// `#[model(utc)]`: these columns, and that of `soft_delete`, hold UTC.
    pub(crate) utc: Option<Path>,
    /// `#[model(search(..))]`: what requests may name.
    pub(crate) search: Option<SearchAttr>,
}

impl OwnAttrs {
    pub(crate) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut own = OwnAttrs {
            relations: Vec::new(),
            krate: None,
            with: Vec::new(),
            key: None,
            morph_name: None,
            soft_delete: None,
            timestamps: None,
            utc: None,
            search: None,
        };
        for attribute in attributes {
            if let Some(kind) = Kind::of(attribute.path()) {
                own.relations.push((kind, attribute.meta.clone()));
            } else if attribute.path().is_ident("model") {
                let parsed = attribute.parse_nested_meta(|meta| {
                    if let Some(kind) = Kind::of(&meta.path) {
                        own.relations.push((kind, nested(meta)?));
                    } else if meta.path.is_ident("crate") {
                        let path = path(meta.value()?, expects_of_model("crate"))?;
                        if given_twice(&mut own.krate, path) {
                            return Err(meta.error("`crate` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("morph_name") {
                        let name: syn::LitStr =
                            value(meta.value()?, expects_of_model("morph_name"))?;
                        if name.value().is_empty() {
                            return Err(syn::Error::new_spanned(
                                name,
                                "an empty type means that there is no owner; choose a name",
                            ));
                        }
                        if given_twice(&mut own.morph_name, name) {
                            return Err(meta.error("`morph_name` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("soft_delete") {
                        let column = match meta.input.peek(Token![=]) {
                            true => path(meta.value()?, expects_of_model("soft_delete"))?,
                            false => Ident::new("deleted_at", span_of(&meta.path)).into(),
                        };
                        if given_twice(&mut own.soft_delete, column) {
                            return Err(meta.error("`soft_delete` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("timestamps") {
                        let key = meta.path.require_ident()?.clone();
                        let timestamps =
                            Timestamps::parse(key, meta.input, expects_of_model("timestamps"))?;
                        if given_twice(&mut own.timestamps, timestamps) {
                            return Err(meta.error("`timestamps` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("utc") {
                        own.utc = Some(meta.path);
                    } else if meta.path.is_ident("search") {
                        let key = meta.path.require_ident()?.clone();
                        let twice = meta.error("`search` is given twice; remove one");
                        let search = SearchAttr::parse(key, &nested(meta)?, errors);
                        if given_twice(&mut own.search, search) {
                            return Err(twice);
                        }
                    } else if meta.path.is_ident("key") {
                        own.key = Some(meta.path);
                    } else if meta.path.is_ident("with") {
                        if !meta.input.peek(Paren) {
                            return Err(
                                meta.error("`with` names relations of this model: `with(posts)`")
                            );
                        }
                        let content;
                        syn::parenthesized!(content in meta.input);
                        own.with
                            .extend(Punctuated::<Ident, Token![,]>::parse_terminated(&content)?);
                    } else {
                        return Err(meta.error(unknown_of_model()));
                    }
                    Ok(())
                });
                errors.ok(parsed);
            }
        }
        own
    }
}

/// An attribute inside another, as it would stand alone.
fn nested(meta: ParseNestedMeta<'_>) -> syn::Result<Meta> {
    let path = meta.path;
    if !meta.input.peek(Paren) {
        return Ok(Meta::Path(path));
    }
    let content;
    let paren = syn::parenthesized!(content in meta.input);
    Ok(Meta::List(MetaList {
        path,
        delimiter: MacroDelimiter::Paren(paren),
        tokens: content.parse()?,
    }))
}
