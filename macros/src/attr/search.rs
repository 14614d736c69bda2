//! `search` and `search(..)`, as they were written.

use proc_macro2::Group;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{Expr, Ident, LitInt, Meta, Token, Type};

use super::search_name::SearchName;
use super::values::{given_twice, value};
use crate::errors::Errors;
use crate::keys::{search_key, unknown_of_search};

/// `#[model(search(filter(..), sort(..), ..))]`
pub(crate) struct SearchAttr {
    /// The word `search`.
    pub(crate) key: Ident,
    pub(crate) filter: Option<Names>,
    pub(crate) sort: Option<Names>,
    pub(crate) keywords: Option<Names>,
    pub(crate) include: Option<Names>,
    pub(crate) aggregate: Option<Names>,
    pub(crate) write: Option<Names>,
    pub(crate) scopes: Vec<ScopeAttr>,
    pub(crate) default_limit: Option<LitInt>,
    pub(crate) max_limit: Option<LitInt>,
    pub(crate) trashed: Option<Ident>,
}

/// `filter(title, author.name)`: the key and its names.
pub(crate) type Names = (Ident, Vec<SearchName>);

/// `popular = posts::votes.ge(10i32)`, `voted(least: i32) = posts::votes.ge(least)`
pub(crate) struct ScopeAttr {
    pub(crate) name: Ident,
    pub(crate) parameters: Vec<(Ident, Type)>,
    pub(crate) condition: Expr,
}

impl SearchAttr {
    /// Parses `search`, or `search(filter(..), sort(..), ..)`. With a mistake inside, the model can be searched all the same: one mistake is
    /// one error.
    pub(super) fn parse(key: Ident, attribute: &Meta, errors: &mut Errors) -> Self {
        let mut search = SearchAttr {
            key,
            filter: None,
            sort: None,
            keywords: None,
            include: None,
            aggregate: None,
            write: None,
            scopes: Vec::new(),
            default_limit: None,
            max_limit: None,
            trashed: None,
        };
        if let Meta::List(list) = attribute {
            let keys = |input: ParseStream<'_>| search.parse_keys(input, errors);
            let parsed = list.parse_args_with(keys);
            errors.ok(parsed);
        }
        search
    }

    fn parse_keys(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
        let mut known = Vec::new();
        while !input.is_empty() {
            let key = Ident::parse_any(input)?;
            if known.contains(&key) {
                errors.at(&key, format_args!("`{key}` is given twice; remove one"));
            }
            self.parse_key(&key, input, errors)?;
            known.push(key);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn parse_key(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let name = key.to_string();
        let Some(known) = search_key(&name) else {
            errors.at(key, unknown_of_search(&name));
            // The rest may still be right: skip this value only.
            if input.parse::<Token![=]>().is_ok() {
                input.parse::<Expr>()?;
            } else if input.peek(Paren) {
                input.parse::<Group>()?;
            }
            return Ok(());
        };
        if name == "trashed" {
            self.trashed = Some(key.clone());
            return Ok(());
        }
        if !input.peek(Paren) {
            let message = format_args!("`{name}` takes {}", known.expects);
            return Err(syn::Error::new(key.span(), message));
        }
        let content;
        syn::parenthesized!(content in input);
        if content.is_empty() {
            errors.at(
                key,
                format_args!("`{name}()` is empty; it takes {}", known.expects),
            );
            return Ok(());
        }
        match name.as_str() {
            "limit" => self.parse_limit(&content, known.expects),
            "scope" => self.parse_scopes(&content, known.expects, errors),
            _ => {
                let names = Punctuated::<SearchName, Token![,]>::parse_terminated(&content)?;
                let names = Some((key.clone(), once(names, errors)));
                match name.as_str() {
                    "filter" => self.filter = names,
                    "sort" => self.sort = names,
                    "keywords" => self.keywords = names,
                    "include" => self.include = names,
                    "write" => self.write = names,
                    _ => self.aggregate = names,
                }
                Ok(())
            }
        }
    }

    /// `default = 15, max = 100`
    fn parse_limit(&mut self, input: ParseStream<'_>, expects: &str) -> syn::Result<()> {
        while !input.is_empty() {
            let key: Ident = value(input, expects)?;
            let slot = match key.to_string().as_str() {
                "default" => &mut self.default_limit,
                "max" => &mut self.max_limit,
                _ => {
                    let message = format_args!("`limit` takes {expects}");
                    return Err(syn::Error::new(key.span(), message));
                }
            };
            input.parse::<Token![=]>()?;
            if given_twice(slot, value(input, "a number of rows")?) {
                let message = format_args!("`{key}` is given twice; remove one");
                return Err(syn::Error::new(key.span(), message));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    /// `popular = posts::votes.ge(10i32), voted(least: i32) = posts::votes.ge(least)`
    fn parse_scopes(
        &mut self,
        input: ParseStream<'_>,
        expects: &str,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        while !input.is_empty() {
            let scope = ScopeAttr::parse(input, expects)?;
            let is_new = |other: &ScopeAttr| other.name.unraw() != scope.name.unraw();
            match self.scopes.iter().all(is_new) {
                true => self.scopes.push(scope),
                false => {
                    let name = scope.name.unraw();
                    errors.at(
                        &scope.name,
                        format_args!("two scopes have the name `{name}`; choose another name"),
                    );
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

impl ScopeAttr {
    fn parse(input: ParseStream<'_>, expects: &str) -> syn::Result<Self> {
        let name: Ident = value(input, expects)?;
        let parameters = match input.peek(Paren) {
            true => parameters(input)?,
            false => Vec::new(),
        };
        if input.parse::<Token![=]>().is_err() {
            let message = format_args!("a scope needs its condition: `scope` takes {expects}");
            return Err(syn::Error::new(name.span(), message));
        }
        Ok(ScopeAttr {
            name,
            parameters,
            condition: input.parse()?,
        })
    }
}

/// `approved: bool, note: Option<String>`: columns of a pivot table and their types, or parameters of a scope.
pub(super) fn parameters(input: ParseStream<'_>) -> syn::Result<Vec<(Ident, Type)>> {
    let content;
    syn::parenthesized!(content in input);
    let mut parameters: Vec<(Ident, Type)> = Vec::new();
    while !content.is_empty() {
        parameter(&content, &mut parameters)?;
    }
    Ok(parameters)
}

/// One of them, and the comma behind it.
fn parameter(input: ParseStream<'_>, parameters: &mut Vec<(Ident, Type)>) -> syn::Result<()> {
    let name: Ident = value(input, "a name and its type, such as `approved: bool`")?;
    if input.parse::<Token![:]>().is_err() {
        let message = format_args!("`{name}` needs its type: `{name}: i32`");
        return Err(syn::Error::new(name.span(), message));
    }
    if parameters.iter().any(|(other, _)| *other == name) {
        let message = format_args!("`{name}` is listed twice; remove one");
        return Err(syn::Error::new(name.span(), message));
    }
    parameters.push((name, input.parse()?));
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// The columns of a pivot table that requests may name, and those that they may write.
#[derive(Default)]
pub(crate) struct PivotSearch {
    pub(crate) fields: Vec<(Ident, Type)>,
    pub(crate) writes: Vec<(Ident, Type)>,
}

impl PivotSearch {
    /// `(approved: bool, note: Option<String>, write(approved: bool))`
    pub(super) fn parse(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let content;
        syn::parenthesized!(content in input);
        let mut search = PivotSearch::default();
        while !content.is_empty() {
            if !content.peek2(Paren) {
                parameter(&content, &mut search.fields)?;
                continue;
            }
            let key: Ident = content.parse()?;
            let columns = parameters(&content)?;
            match key == "write" {
                true => search.writes.extend(columns),
                false => errors.at(
                    &key,
                    format_args!(
                        "`{key}` is no column with a type; the columns that requests may write stand in `write(..)`"
                    ),
                ),
            }
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        Ok(search)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.writes.is_empty()
    }
}

/// The names, each once.
fn once(names: Punctuated<SearchName, Token![,]>, errors: &mut Errors) -> Vec<SearchName> {
    let mut listed: Vec<SearchName> = Vec::new();
    for name in names {
        let says = name.says();
        match listed.iter().any(|other| other.says() == says) {
            true => errors.spanned(
                name.span(),
                format_args!("`{says}` is listed twice; remove one"),
            ),
            false => listed.push(name),
        }
    }
    listed
}
