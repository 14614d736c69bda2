//! Values of keys.

use proc_macro2::{Group, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{Expr, Ident, Path, Token};

use crate::errors::Errors;

/// Parses what stands behind `touch`: nothing, or `= changed_at`.
pub(super) fn parse_touch<T>(
    touch: &mut Option<(Ident, Option<T>)>,
    key: Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
    column_of: impl Fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<()> {
    let mut column = None;
    if input.parse::<Token![=]>().is_ok() {
        column = Some(column_of(input)?);
    }
    if touch.is_some() {
        errors.at(&key, "`touch` is given twice; remove one");
    }
    touch.get_or_insert((key, column));
    Ok(())
}

/// Keeps the value that a key was given first. True where it had one already.
pub(super) fn given_twice<T>(slot: &mut Option<T>, value: T) -> bool {
    let had_one = slot.is_some();
    slot.get_or_insert(value);
    had_one
}

/// Parses a value of a key; an error says what the value should be.
pub(super) fn value<T: Parse>(input: ParseStream<'_>, expected: &str) -> syn::Result<T> {
    let span = input.span();
    input
        .parse()
        .map_err(|_| syn::Error::new(span, format_args!("expected {expected}")))
}

/// Parses a path of a table, a column or a type: names alone.
pub(super) fn path(input: ParseStream<'_>, expected: &str) -> syn::Result<Path> {
    let span = input.span();
    names_alone(input).map_err(|_| syn::Error::new(span, format_args!("expected {expected}")))
}

/// Parses a path that the derive may write anywhere, in a `use`, too.
pub(super) fn names_alone(input: ParseStream<'_>) -> syn::Result<Path> {
    let path = input.call(Path::parse_mod_style)?;
    match path.segments.iter().find(|segment| segment.ident == "Self") {
        None => Ok(path),
        Some(own) => Err(syn::Error::new_spanned(own, "expected a name, not `Self`")),
    }
}

/// The key `timestamps`, and the columns that were given to it.
pub(crate) struct Timestamps {
    pub(crate) key: Ident,
    pub(crate) columns: Columns,
}

impl Timestamps {
    /// Parses what follows the key: `= (made_at, changed_at)`, or nothing.
    pub(super) fn parse(key: Ident, input: ParseStream<'_>, expects: &str) -> syn::Result<Self> {
        let columns = if input.parse::<Token![=]>().is_ok() {
            value(input, expects)?
        } else {
            Columns(Vec::new())
        };
        Ok(Timestamps { key, columns })
    }

    /// When a row was made, and when it was changed.
    pub(crate) fn names(&self, errors: &mut Errors) -> Option<(Ident, Ident)> {
        let given = &self.columns;
        let names: Vec<_> = given.0.iter().filter_map(Path::get_ident).collect();
        match names.as_slice() {
            [] if given.0.is_empty() => {
                let name = |name| Ident::new(name, self.key.span());
                Some((name("created_at"), name("updated_at")))
            }
            [created, updated] if given.0.len() == 2 && created != updated => {
                Some(((*created).clone(), (*updated).clone()))
            }
            _ => {
                errors.at(
                    given,
                    "`timestamps` takes the names of two columns: `timestamps = (created_at, updated_at)`",
                );
                None
            }
        }
    }
}

/// The end of a pivot row that is detached: deleted, or updated.
pub(crate) enum Detach {
    /// `detach(delete)`
    Delete,
    /// `detach(deleted = true)`
    Update(Vec<(Ident, Expr)>),
}

impl Detach {
    /// Parses what follows the key: `(delete)`, or `(deleted = true)`.
    pub(super) fn parse(
        key: &Ident,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> syn::Result<Self> {
        let ahead = input.fork();
        if let Ok(group) = ahead.parse::<Group>() {
            if syn::parse2::<Ident>(group.stream()).is_ok_and(|word| word == "delete") {
                input.parse::<Group>()?;
                return Ok(Detach::Delete);
            }
        }
        let values = assignments(key, "pivot", input, errors)?;
        if values.is_empty() {
            errors.at(
                key,
                "`detach` says what becomes of a pivot row: `detach(deleted = true)`, or `detach(delete)`",
            );
        }
        Ok(Detach::Update(values))
    }
}

/// Parses what follows the key: columns of a table, and their values, `(kind = "dev", optional = false)`.
pub(super) fn assignments(
    key: &Ident,
    table: &str,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Vec<(Ident, Expr)>> {
    if !input.peek(Paren) {
        return Err(syn::Error::new_spanned(
            key,
            format_args!(
                "`{key}` takes columns of the {table} table and their values: `{key}({})`",
                match key == "detach" {
                    true => "deleted = true",
                    false => "kind = \"dev\"",
                }
            ),
        ));
    }
    let content;
    syn::parenthesized!(content in input);
    let mut values: Vec<(Ident, Expr)> = Vec::new();
    while !content.is_empty() {
        let column: Ident = value(&content, &format!("a column of the {table} table"))?;
        content.parse::<Token![=]>()?;
        let given: Expr = content.parse()?;
        if values.iter().any(|(other, _)| *other == column) {
            errors.at(
                &column,
                format_args!("`{column}` is given twice; remove one"),
            );
        } else if let Some(says) = untyped(&given) {
            errors.at(
                &given,
                format_args!("this value needs its type: `{column} = {says}`"),
            );
        } else {
            values.push((column, given));
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(values)
}

/// The end of an order that is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Latest,
    Oldest,
}

/// A column, or several in parentheses: `user_id`, `(tenant_id, user_id)`. None where only the key was written.
pub(crate) struct Columns(pub(crate) Vec<Path>);

impl Parse for Columns {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(Paren) {
            return Ok(Columns(vec![names_alone(input)?]));
        }
        let content;
        let paren = syn::parenthesized!(content in input);
        let parser = Punctuated::<Path, Token![,]>::parse_terminated_with;
        let columns = parser(&content, names_alone)?;
        if columns.is_empty() {
            return Err(syn::Error::new(paren.span.join(), "expected columns"));
        }
        Ok(Columns(columns.into_iter().collect()))
    }
}

impl ToTokens for Columns {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (number, column) in self.0.iter().enumerate() {
            if number > 0 {
                <Token![,]>::default().to_tokens(tokens);
            }
            column.to_tokens(tokens);
        }
    }
}

/// Tells where nothing says the type of a value, as of a constant or a variant; and how it would be written with it.
fn untyped(value: &Expr) -> Option<String> {
    let (path, arguments) = match value {
        Expr::Path(value) if !value.path.is_ident("None") => (&value.path, ""),
        Expr::Call(call) => match &*call.func {
            Expr::Path(value) => (&value.path, "(..)"),
            _ => return None,
        },
        _ => return None,
    };
    let names = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string());
    let names: Vec<_> = names.collect();
    // Expressions of Diesel are functions and columns.
    let (last, before) = names.split_last()?;
    if !last.starts_with(char::is_uppercase) {
        return None;
    }
    let ty = match (before.last(), arguments) {
        (Some(ty), _) if ty.starts_with(char::is_uppercase) => before.join("::"),
        (_, "(..)") => names.join("::"),
        _ => "..".to_owned(),
    };
    Some(format!("{}{arguments} as {ty}", names.join("::")))
}
