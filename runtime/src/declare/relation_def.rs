//! One declared relation, as types.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

use crate::declare::model::Model;
use crate::declare::scope::Own;
use crate::declare::shape::Shaped;
use crate::declare::visibility::Visibility;
use crate::sql::key::{KeyColumn, KeyMatches};
use crate::sql::source::Source;

/// One declared relation: a *base query* over the related table, a *key column* in it, and the *local value* of the
/// parent that the key must equal. `#[derive(Model)]` implements it on one marker type per relation (`UserPosts`).
///
/// Everything else (loading, existence, counts, queries of one parent) is written once, over this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation",
    note = "relations are declared with `#[derive(Model)]` and used by their constant, such as `User::POSTS`"
)]
pub trait RelationDef: Sized + 'static {
    /// The name of the relation: `"posts"`.
    const NAME: &'static str;
    /// The name of the field of a count: `"posts_count"`.
    const COUNT: &'static str;
    /// The local table and column, for messages: `("users", "id")`.
    const LOCAL: (&'static str, &'static str);
    /// The related table, for messages: `"posts"`.
    const REMOTE: &'static str;

    /// The model that declares the relation.
    type Parent: Model;
    /// The model that the relation yields.
    type Related: Model;
    /// The query over the related rows, before any refinement.
    type Base;
    /// What that query selects from: the related table, or that table [`Joined`](crate::Joined) to another one.
    type Source: Source;
    /// What the relation itself asks of its rows, beside the key.
    type Own: Own;
    /// Which of the related rows are seen, where their model has soft deletes.
    type Seen: Visibility;
    /// The column of [`Base`](Self::Base) that must equal the local value, or a [`Composite`](crate::Composite) of several.
    type KeyColumn: KeyMatches<Self::LocalColumn> + Default;
    /// The column of the parent's table that holds the local value, or a [`Composite`](crate::Composite) of several.
    type LocalColumn: Default + 'static;
    /// The Rust type of the key, without `Option`.
    type Key: Eq + Hash + Clone + Debug;
    /// How the related rows of one parent stand in its loaded value: many, at most one, or a shared owner.
    type Shape: Shaped;
    /// The loaded row: `UserWithPosts<Inner, T>`.
    type With<Inner, T>;
    /// The row with the count: `UserWithPostsCount<Inner>`.
    type WithCount<Inner>;

    /// The query over the related rows, before any refinement.
    fn base() -> Self::Base;
    /// What the relation itself asks of its rows, beside the key.
    fn own() -> Self::Own;
    /// The local value of one parent; `None` where it is NULL.
    fn local_key(parent: &Self::Parent) -> Option<Cow<'_, Self::Key>>;
    /// Puts a loaded value beside its parent.
    fn wrap<Inner, T>(inner: Inner, value: T) -> Self::With<Inner, T>;
    /// Puts a count beside its parent.
    fn wrap_count<Inner>(inner: Inner, count: i64) -> Self::WithCount<Inner>;
}

/// `M` is the model that declares the relation `Self`. The derive implements it for each marker.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "use a constant of `{M}` itself, such as `{M}::NAME`; a relation of a related model goes inside: `.with({M}::NAME.with(..))`"
)]
pub trait DeclaredOn<M> {}

/// A relation whose keys can be compared in SQL: every relation, unless the type of its key is not made for it.
#[diagnostic::on_unimplemented(
    message = "the keys of `{Self}` cannot be compared in SQL",
    note = "the type of the key must be one that Diesel takes for its column, as `#[derive(AsExpression)]` makes it"
)]
pub trait Keyed: RelationDef<KeyColumn: KeyColumn<<Self as RelationDef>::Key>> {}

#[diagnostic::do_not_recommend]
impl<K: RelationDef<KeyColumn: KeyColumn<<K as RelationDef>::Key>>> Keyed for K {}

/// What a relation that wraps the relation `K` has of it, but for its rows: `wraps!(K)` in an `impl RelationDef`.
macro_rules! wraps {
    ($K:ident) => {
        const NAME: &'static str = $K::NAME;
        const COUNT: &'static str = $K::COUNT;
        const LOCAL: (&'static str, &'static str) = $K::LOCAL;
        const REMOTE: &'static str = $K::REMOTE;
        type Parent = $K::Parent;
        type Related = $K::Related;
        type Base = $K::Base;
        type Source = $K::Source;
        type KeyColumn = $K::KeyColumn;
        type LocalColumn = $K::LocalColumn;
        type Key = $K::Key;
        type With<Inner, T> = $K::With<Inner, T>;
        type WithCount<Inner> = $K::WithCount<Inner>;
        fn base() -> $K::Base {
            $K::base()
        }
        fn local_key(parent: &$K::Parent) -> Option<std::borrow::Cow<'_, $K::Key>> {
            $K::local_key(parent)
        }
        fn wrap<Inner, T>(inner: Inner, value: T) -> $K::With<Inner, T> {
            $K::wrap(inner, value)
        }
        fn wrap_count<Inner>(inner: Inner, count: i64) -> $K::WithCount<Inner> {
            $K::wrap_count(inner, count)
        }
    };
}
pub(crate) use wraps;

/// The table of the related rows.
pub(crate) type RelatedTable<K> = <<K as RelationDef>::Related as Model>::Table;
