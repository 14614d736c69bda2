//! A derive with the attributes of `diesel_relations::Model`, which makes nothing.

use proc_macro::TokenStream;

/// Makes nothing.
#[proc_macro_derive(
    Model,
    attributes(
        model,
        has_one,
        has_many,
        belongs_to_many,
        has_one_through,
        has_many_through,
        morph_one,
        morph_many,
        morph_to,
        morph_to_many,
        morphed_by_many
    )
)]
pub fn model(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
