//! The grammar of what the lists of `search(..)` name: `title`, `author.name`, `comments.count`, `comments.sum(votes)`,
//! `options->visible: bool`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::token::Paren;
use syn::{LitStr, Token, Type};

/// One name of a list.
pub(crate) struct SearchName {
    /// `author`, `name`: at least one.
    pub(crate) path: Vec<Ident>,
    /// `(votes)`, where there are parentheses; with nothing in them, no column.
    pub(crate) argument: Option<Option<Ident>>,
    /// `->visible`: the keys of a value inside of JSON.
    pub(crate) keys: Vec<LitStr>,
    /// `: bool`
    pub(crate) ty: Option<Type>,
}

impl Parse for SearchName {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut name = SearchName {
            path: vec![ident(
                input,
                "a field or a relation, such as `author.name`",
            )?],
            argument: None,
            keys: Vec::new(),
            ty: None,
        };
        while input.parse::<Option<Token![.]>>()?.is_some() {
            name.path.push(ident(
                input,
                "a field or a relation behind the dot, such as `author.name`",
            )?);
        }
        if input.peek(Paren) {
            let content;
            syn::parenthesized!(content in input);
            let argument = match content.is_empty() {
                true => None,
                false => Some(ident(&content, "one column, such as `sum(votes)`")?),
            };
            if !content.is_empty() {
                return Err(content.error("expected one column, such as `sum(votes)`"));
            }
            name.argument = Some(argument);
        }
        while input.parse::<Option<Token![->]>>()?.is_some() {
            name.keys.push(key(input)?);
        }
        if input.parse::<Option<Token![:]>>()?.is_some() {
            name.ty = Some(input.parse()?);
        }
        Ok(name)
    }
}

impl SearchName {
    /// The name as it is written, without its type.
    pub(crate) fn says(&self) -> String {
        let path: Vec<_> = self
            .path
            .iter()
            .map(|name| name.unraw().to_string())
            .collect();
        let mut says = path.join(".");
        if let Some(argument) = &self.argument {
            let argument = argument.as_ref().map(|name| name.unraw().to_string());
            says = format!("{says}({})", argument.unwrap_or_default());
        }
        for key in &self.keys {
            says = format!("{says}->{}", key.value());
        }
        says
    }

    /// Where its last part stands.
    pub(crate) fn span(&self) -> Span {
        self.path.last().map_or_else(Span::call_site, Ident::span)
    }
}

/// A name, which may be a keyword: `r#type` and `type`.
fn ident(input: ParseStream<'_>, expected: &str) -> syn::Result<Ident> {
    let span = input.span();
    Ident::parse_any(input).map_err(|_| syn::Error::new(span, format_args!("expected {expected}")))
}

/// A key of JSON: `visible`, `"is visible"`.
fn key(input: ParseStream<'_>) -> syn::Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    let name = ident(
        input,
        "a key of JSON behind the arrow, such as `options->visible: bool` or `options->\"is visible\": bool`",
    )?;
    Ok(LitStr::new(&name.unraw().to_string(), name.span()))
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::SearchName;

    fn says(name: &str) -> String {
        match syn::parse_str::<SearchName>(name) {
            Ok(name) => {
                let ty = name.ty.as_ref().map(|ty| ty.to_token_stream().to_string());
                match ty {
                    Some(ty) => format!("{}: {ty}", name.says()),
                    None => name.says(),
                }
            }
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn columns_and_paths_to_columns() {
        assert_eq!(says("title"), "title");
        assert_eq!(says("author.country . name"), "author.country.name");
        assert_eq!(says("r#type"), "type");
        assert_eq!(says("kind.type"), "kind.type");
    }

    #[test]
    fn numbers_of_related_rows() {
        assert_eq!(says("comments.count"), "comments.count");
        assert_eq!(says("comments.sum(votes)"), "comments.sum(votes)");
        assert_eq!(says("comments.max(type)"), "comments.max(type)");
        assert_eq!(says("comments.sum()"), "comments.sum()");
    }

    #[test]
    fn values_inside_of_json() {
        assert_eq!(says("options->visible: bool"), "options->visible: bool");
        assert_eq!(
            says("author.options->a->\"b c\"->type: Option<String>"),
            "author.options->a->b c->type: Option < String >"
        );
        assert_eq!(says("options->visible"), "options->visible");
    }

    #[test]
    fn what_is_no_name() {
        assert_eq!(
            says("1"),
            "error: expected a field or a relation, such as `author.name`"
        );
        assert_eq!(
            says("author."),
            "error: expected a field or a relation behind the dot, such as `author.name`"
        );
        assert_eq!(
            says("comments.sum(a, b)"),
            "error: expected one column, such as `sum(votes)`"
        );
        assert_eq!(
            says("options->1: bool"),
            "error: expected a key of JSON behind the arrow, such as `options->visible: bool` or `options->\"is visible\": bool`"
        );
    }
}
