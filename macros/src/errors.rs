//! Several mistakes, several errors, one build.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The errors of one derive.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Adds an error at these tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error at this place.
    pub(crate) fn spanned(&mut self, span: Span, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new(span, message));
    }

    /// True where there is none so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of errors so far.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes the last error out, to be said elsewhere.
    pub(crate) fn pop(&mut self) -> Option<syn::Error> {
        self.0.pop()
    }

    /// Keeps the value, or the error.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0
            .into_iter()
            .map(syn::Error::into_compile_error)
            .collect()
    }
}
