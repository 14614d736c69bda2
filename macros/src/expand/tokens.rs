//! Tokens in other places, and paths in words.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Path;
use syn::ext::IdentExt;

/// Tokens with another span: what fails in them is reported there.
pub(crate) fn at(tokens: &impl ToTokens, span: Span) -> TokenStream {
    let tokens = tokens.to_token_stream().into_iter();
    tokens
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// Parses the group, with the tokens inside.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), respan(group.stream(), span));
            inner.set_span(span);
            TokenTree::Group(inner)
        }
        mut token => {
            token.set_span(span);
            token
        }
    });
    tokens.collect()
}

/// Located there, but still generated code: rustc does not suggest to change it.
pub(crate) fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// The last segment of a path, for messages and documentation.
pub(crate) fn last(path: &Path) -> String {
    path.segments
        .last()
        .map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}
