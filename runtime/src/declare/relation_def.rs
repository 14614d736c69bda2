//! A declared relation as a record of types: `#[derive(Model)]` writes it, and everything that a relation can do is written over it.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

use diesel::expression::AppearsOnTable;

use crate::declare::base_query::ReadFrom;
use crate::declare::checked::Then;
use crate::declare::first::First;
use crate::declare::model::Model;
use crate::declare::pivot_key::PivotKey;
use crate::declare::scope::Scope;
use crate::declare::shape::Shaped;
use crate::declare::visibility::Visibility;
use crate::sql::key::KeyColumn;
use crate::sql::source::Source;

/// One declared relation: a *base query* over the related table, a *key column* in it, and the *local value* of the
/// parent that the key must equal. `#[derive(Model)]` implements it on one marker type per relation (`PostsOfUser`).
///
/// Everything else (loading, existence, counts, queries of one parent) is written once, over this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relation",
    note = "relations are declared with `#[derive(Model)]` and used by their constant, such as `User::POSTS`"
)]
pub trait RelationDef: Sized + 'static {
    /// The checks of the declaration. What does not hold is reported where it is written; the types below are behind it, and are errors to the
    /// compiler then, so that it reports no use of the relation.
    #[doc(hidden)]
    type Checked: Then;

    /// The name of the relation: `"posts"`.
    const NAME: &'static str;
    /// The name of the field of a count: `"posts_count"`.
    const COUNT: &'static str;
    /// The local table and column, for messages: `("users", "id")`.
    const LOCAL: (&'static str, &'static str);
    /// The related table, for messages: `"posts"`.
    const REMOTE: &'static str;
    /// The primary key of the pivot table, where there is one between.
    const PIVOT_KEY: PivotKey = PivotKey::NONE;

    /// The model that declares the relation.
    type Parent: Model;
    /// The model that the relation yields.
    type Related: ReadFrom<Self::Source>;
    /// The related table, or that table [`Joined`](crate::sql::Joined) to another one: what the base query of the related model is
    /// joined to.
    type Source: Source;
    /// The conditions of the relation, beside the key: `filter = ..`, and the type of a polymorphic owner.
    type Scope: Scope;
    /// The conditions on the model between: that its rows are not trashed.
    type Through: Scope + Default;
    /// The related rows that are visible, where their model has soft deletes.
    type Visible: Visibility;
    /// The rows of each parent: all, `()`, or the first in an order, `latest = ..`.
    type First: First;
    /// The fields that every row has, beside the key: the type of a polymorphic owner.
    type Fields: Default;
    /// The columns of the pivot table that a search may name: `search(approved: bool)`. A list of
    /// `PivotColumn`, and `()` where there are none; `PivotLists` where it may write some.
    type PivotFields;
    /// The values that a new row gets where it does not say otherwise: `values(..)`, `defaults(..)`.
    type Defaults;
    /// The column of the base query that must equal the local value, or a [`Composite`](crate::Composite) of several.
    type KeyColumn: Default;
    /// The column of the parent's table that holds the local value, or a [`Composite`](crate::Composite) of several.
    type LocalColumn: Default + 'static;
    /// The Rust type of the key, without `Option`.
    type Key: Eq + Hash + Clone + Debug;
    /// The loaded value of one parent: many, at most one, or a shared owner.
    type Shape: Shaped;
    /// The loaded row: `UserWithPosts<Inner, T>`.
    type With<Inner, T>;
    /// The row with the count: `UserWithPostsCount<Inner>`.
    type WithCount<Inner>;

    /// The conditions of the relation, beside the key.
    fn scope() -> Self::Scope;
    /// The values that a new row gets where it does not say otherwise.
    fn defaults() -> Self::Defaults;
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

/// A key column of the table `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{T}`",
    label = "not a column of the related table",
    note = "a key of the related table is named by its column alone, as `foreign_key = user_id` of `has_many` and `owner_key = id` of `belongs_to`"
)]
pub trait KeyOf<T> {
    /// It is.
    const IS_COLUMN: bool = true;
}

#[diagnostic::do_not_recommend]
impl<C: AppearsOnTable<T>, T> KeyOf<T> for C {}

/// A relation whose keys can be compared in SQL: every relation, unless the type of its key is not made for it.
#[diagnostic::on_unimplemented(
    message = "the keys of `{Self}` cannot be compared in SQL",
    note = "the type of the key must be one that Diesel takes for its column, as `#[derive(AsExpression)]` makes it"
)]
pub trait Keyed: RelationDef<KeyColumn: KeyColumn<<Self as RelationDef>::Key>> {}

#[diagnostic::do_not_recommend]
impl<K: RelationDef<KeyColumn: KeyColumn<<K as RelationDef>::Key>>> Keyed for K {}

/// The table of the related rows.
pub(crate) type RelatedTable<K> = <<K as RelationDef>::Related as Model>::Table;

/// The query that reads of the relation `K` start from.
pub(crate) type BaseOf<K> =
    <<K as RelationDef>::Related as ReadFrom<<K as RelationDef>::Source>>::Query;

/// The query that reads of the relation `K` start from.
pub(crate) fn base_of<K: RelationDef>() -> BaseOf<K> {
    <K::Related as ReadFrom<K::Source>>::read()
}
