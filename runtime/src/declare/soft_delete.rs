//! Soft deletes: rows that are marked as deleted, and stay.

use std::marker::PhantomData;

use diesel::Column;
use diesel::sql_types::SqlType;

use crate::declare::mark::DeletionColumn;
use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::scope::Own;
use crate::declare::shape::Shaped;
use crate::declare::visibility::{NotTrashed, Visibility};
use crate::query::soft_delete::Scoped;
use crate::query::trashed::Kept;
use crate::sql::aliased::Aliased;

/// How rows of a model are deleted: [`HardDelete`], or [`SoftDelete`].
pub trait Deletion {
    /// The column that marks deleted rows.
    const COLUMN: Option<DeletionColumn>;
    /// A query of the model, without its trashed rows.
    type Rows<Q>;
    /// What a relation to the model asks of its rows, those of which `V` is seen.
    type Own<O: Own, V: Visibility>: Own;
    /// How they stand in the loaded value of each parent.
    type Shape<S: Shaped, V: Visibility>: Shaped;
    /// What a relation through the model asks of its rows.
    type Through<O: Own>: Own;
    /// The same where the model between stands under the alias `S`.
    type ThroughAlias<O: Own, S>: Own;
    /// A query of the model, without its trashed rows.
    fn rows<Q>(query: Q) -> Self::Rows<Q>;
    /// What a relation to the model asks of its rows.
    fn own<O: Own, V: Visibility>(own: O) -> Self::Own<O, V>;
    /// What a relation through the model asks of its rows.
    fn through<O: Own>(own: O) -> Self::Through<O>;
    /// The same where the model between stands under an alias.
    fn through_alias<O: Own, S>(own: O) -> Self::ThroughAlias<O, S>;
}

/// Rows are deleted, and gone.
#[derive(Debug, Clone, Copy)]
pub struct HardDelete;

impl Deletion for HardDelete {
    const COLUMN: Option<DeletionColumn> = None;
    type Rows<Q> = Q;
    type Own<O: Own, V: Visibility> = O;
    type Shape<S: Shaped, V: Visibility> = S;
    type Through<O: Own> = O;
    type ThroughAlias<O: Own, S> = O;
    fn rows<Q>(query: Q) -> Q {
        query
    }
    fn own<O: Own, V: Visibility>(own: O) -> O {
        own
    }
    fn through<O: Own>(own: O) -> O {
        own
    }
    fn through_alias<O: Own, S>(own: O) -> O {
        own
    }
}

/// Rows stay, and the column `C` marks those that were deleted, by a time or a flag: `#[model(soft_delete)]`.
#[derive(Debug, Clone, Copy)]
pub struct SoftDelete<C>(PhantomData<fn() -> C>);

impl<C: Column<SqlType: SqlType> + Default> Deletion for SoftDelete<C> {
    const COLUMN: Option<DeletionColumn> = Some(DeletionColumn::of::<C>());
    type Rows<Q> = Scoped<Q, C>;
    type Own<O: Own, V: Visibility> = O::Kept<C, V>;
    type Shape<S: Shaped, V: Visibility> = S::Hiding<V>;
    type Through<O: Own> = Kept<O, C, NotTrashed>;
    type ThroughAlias<O: Own, S> = Kept<O, Aliased<S, C>, NotTrashed>;
    fn rows<Q>(query: Q) -> Scoped<Q, C> {
        Scoped::new(query)
    }
    fn own<O: Own, V: Visibility>(own: O) -> O::Kept<C, V> {
        own.kept()
    }
    fn through<O: Own>(own: O) -> Self::Through<O> {
        Kept::of(own)
    }
    fn through_alias<O: Own, S>(own: O) -> Self::ThroughAlias<O, S> {
        Kept::of(own)
    }
}

/// A query of the model `M`, without its trashed rows.
pub(crate) type RowsOf<M, Q> = <<M as Model>::Deletion as Deletion>::Rows<Q>;

type DeletionOf<K> = <<K as RelationDef>::Related as Model>::Deletion;

/// What the relation `K` asks of its rows, and that they are not trashed.
pub(crate) type OwnOf<K> =
    <DeletionOf<K> as Deletion>::Own<<K as RelationDef>::Own, <K as RelationDef>::Seen>;
/// How the rows of the relation `K` stand in the loaded value of each parent.
pub(crate) type ShapeOf<K> =
    <DeletionOf<K> as Deletion>::Shape<<K as RelationDef>::Shape, <K as RelationDef>::Seen>;

/// What the relation `K` asks of its rows, and that they are not trashed.
pub(crate) fn own_of<K: RelationDef>() -> OwnOf<K> {
    DeletionOf::<K>::own::<K::Own, K::Seen>(K::own())
}

/// What a relation through the model `M` asks of its rows.
pub type ThroughOf<M, O> = <<M as Model>::Deletion as Deletion>::Through<O>;
/// The same where the model stands under the alias `S`.
pub type ThroughAliasOf<M, S, O> = <<M as Model>::Deletion as Deletion>::ThroughAlias<O, S>;
/// What a relation through the model `M` asks of its rows.
pub fn through_of<M: Model, O: Own>(own: O) -> ThroughOf<M, O> {
    M::Deletion::through(own)
}

/// The same where the model stands under the alias `S`.
pub fn through_alias_of<M: Model, S, O: Own>(own: O) -> ThroughAliasOf<M, S, O> {
    M::Deletion::through_alias::<O, S>(own)
}

/// Models with soft deletes: `#[model(soft_delete)]`. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no trashed rows: what is deleted is gone",
    label = "`{Self}` has no soft deletes",
    note = "add `#[model(soft_delete)]` to `{Self}`, whose table then has a nullable column `deleted_at`; or `#[model(soft_delete = deleted)]` for a flag"
)]
pub trait SoftDeletes: Model {}
