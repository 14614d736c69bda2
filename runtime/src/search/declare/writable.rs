//! The fields of a model that requests can write: `#[model(search(write(..)))]`.

use crate::search::declare::searchable::Searchable;

/// A model whose rows requests write: `#[model(search(write(title, votes)))]`. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "requests cannot write rows of `{Self}`",
    label = "`{Self}` has no fields that requests may write",
    note = "add `#[model(search(write(..)))]` to `{Self}`: it lists the fields that requests may set"
)]
pub trait Writable: Searchable {
    /// The fields that requests may set, a list of [`Column`](super::Column): pairs that end in `()`.
    type Writes;
}
