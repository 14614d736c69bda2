//! Soft deletes: rows that are marked as deleted, and stay.

use crate::declare::deletion::Deletion;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::scope::Own;

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
