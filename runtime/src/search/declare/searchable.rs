//! The parts of a model that requests can reach: `#[model(search(..))]`.

use std::marker::PhantomData;

use crate::declare::model::Model;
use crate::declare::morph_to::MorphTo;

/// A model that can be searched: `#[model(search(..))]`. The derive implements it.
///
/// Its types are lists of all that a request may name: pairs that end in `()`. What is in no list cannot be reached.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be searched",
    label = "`{Self}` has no `search(..)`",
    note = "add `#[model(search(filter(..), sort(..)))]` to `{Self}`: it lists what requests may name"
)]
pub trait Searchable: Model {
    /// The fields that filters may name: `filter(title, author.name)`.
    type Filters;
    /// The fields that a request may sort by: `sort(created_at)`.
    type Sorts;
    /// The texts in which keywords are looked for: `keywords(title, author.name)`.
    type Keywords;
    /// The relations that a request may load: `include(author, comments.author)`. A list of [`Included`].
    type Includes;
    /// The aggregates that a request may ask for: `aggregate(comments.count)`.
    type Aggregates;
    /// The named conditions that a request may call: `scope(popular = ..)`. A list of [`SearchScope`].
    type Scopes;
    /// The columns of the primary key, a list of [`Column`](super::Column): they come last in every order.
    type Key;
    /// The number of rows of a page, where a request does not say it: `limit(default = 15)`.
    const DEFAULT_LIMIT: u32;
    /// The greatest number of rows of a page: `limit(max = 100)`.
    const MAX_LIMIT: u32;
    /// True where requests may ask for trashed rows: `trashed`.
    const TRASHED: bool;
    /// The columns of the model that a request may ask for by `fields`: all that its JSON has, by their names there.
    const FIELDS: &'static [&'static str];
}

/// A relation that a request may load, and those that it may load inside: `include(comments, comments.author)`.
#[derive(Debug, Clone, Copy)]
pub struct Included<K, S, Nested>(PhantomData<fn() -> (K, S, Nested)>);

/// Owners of several models that a request may load: `include(commentable)`.
#[derive(Debug, Clone, Copy)]
pub struct IncludedOwner<D>(PhantomData<fn() -> D>);

/// A `morph_to` of a model that can be searched. The derive implements it.
pub trait SearchOwner: MorphTo {
    /// The owners as a relation. A row whose owner is not there, or not of a listed model, has none.
    type Owners;
    /// The owners as a relation.
    fn owners() -> Self::Owners;
}

/// A named condition: `scope(popular = posts::votes.ge(10i32))`, `scope(voted(least: i32) = posts::votes.ge(least))`.
pub trait SearchScope {
    /// The name.
    const NAME: &'static str;
    /// The names of the parameters, in their order.
    const PARAMETERS: &'static [&'static str];
    /// The values of the parameters, a tuple.
    type Parameters;
    /// The condition.
    type Condition;
    /// The condition with these values.
    fn condition(parameters: Self::Parameters) -> Self::Condition;
}
