//! The derive of [diesel-relations](https://docs.rs/diesel-relations), which re-exports and documents it.
//!
//! attr → model → check → expand: attributes as they were written, the model with every default resolved, what types
//! cannot check, and the code.

#![warn(missing_docs)]

mod attr;
mod check;
mod errors;
mod expand;
mod keys;
mod kind;
mod model;
mod names;
mod plural;

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;

// The documentation of the derive is written where users find it: on the re-export in `diesel-relations`.
#[allow(missing_docs)]
#[proc_macro_derive(
    Model,
    attributes(
        diesel,
        model,
        has_one,
        has_many,
        belongs_to,
        belongs_to_many,
        has_one_through,
        has_many_through,
        morph_one,
        morph_many,
        morph_to_many,
        morphed_by_many,
        morph_to
    )
)]
pub fn derive_model(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    match syn::parse(input) {
        Ok(input) => model(&input).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

fn model(input: &DeriveInput) -> TokenStream {
    let mut errors = errors::Errors::default();
    let Some(mut model) = model::Model::new(input, &mut errors) else {
        return expand::no_model(input, errors.into_compile_errors());
    };
    check::check(&mut model, &mut errors);
    check::check_with(&model, &mut errors);
    model.resolve_search(model::IS_ON, &mut errors);
    let output = expand::expand(model);
    let errors = errors.into_compile_errors();
    quote::quote!(#output #errors)
}
