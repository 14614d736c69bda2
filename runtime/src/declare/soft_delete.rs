//! Models with soft deletes, whose rows are marked as deleted and stay, and the relations to them.

use crate::declare::deletion::Deletion;
use crate::declare::first::First;
use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::sql::condition::And;

/// A query of the model `M`, without its trashed rows.
pub(crate) type RowsOf<M, Q> = <<M as Model>::Deletion as Deletion>::Rows<Q>;

/// The scope of the rows of the model `M` that `V` shows.
pub type VisibleOf<M, V> = <<M as Model>::Deletion as Deletion>::Visible<V>;

/// The scope of the rows of the model `M` that are not trashed, where it stands under the alias `S`.
pub type VisibleAs<M, S> = <<M as Model>::Deletion as Deletion>::VisibleAs<S>;

/// The value that a parent has of the rows of the relation `K`.
pub(crate) type ShapeOf<K> = <<<K as RelationDef>::Related as Model>::Deletion as Deletion>::Shape<
    <K as RelationDef>::Shape,
    <K as RelationDef>::Visible,
>;

/// The whole scope of the relation `K`: its own, that of the model between, and that of the related model.
pub(crate) type ScopeOf<K> = And<
    <K as RelationDef>::Scope,
    And<
        <K as RelationDef>::Through,
        VisibleOf<<K as RelationDef>::Related, <K as RelationDef>::Visible>,
    >,
>;

fn scope_of<K: RelationDef>() -> ScopeOf<K> {
    And(K::scope(), And::default())
}

/// The rows of the relation `K`: their source, their key and their primary key.
type KeyedRows<K> = (
    <K as RelationDef>::Source,
    <K as RelationDef>::KeyColumn,
    <<K as RelationDef>::Related as Model>::PrimaryKey,
);

/// The condition of the rows of the relation `K` that have certain keys.
pub(crate) type RowsWithKeys<K, Keys> =
    <<K as RelationDef>::First as First>::WithKeys<KeyedRows<K>, ScopeOf<K>, Keys>;

/// The condition of the rows of the relation `K` that have certain keys.
pub(crate) fn rows_with_keys<K: RelationDef, Keys>(keys: Keys) -> RowsWithKeys<K, Keys> {
    K::First::with_keys::<KeyedRows<K>, _, _>(scope_of::<K>(), keys)
}

/// The condition of the rows of the relation `K` that meet a condition on columns of the outer query.
pub(crate) type RowsBeside<K, Outer> =
    <<K as RelationDef>::First as First>::Beside<KeyedRows<K>, ScopeOf<K>, Outer>;

/// The condition of the rows of the relation `K` that meet a condition on columns of the outer query.
pub(crate) fn rows_beside<K: RelationDef, Outer>(outer: Outer) -> RowsBeside<K, Outer> {
    K::First::beside::<KeyedRows<K>, _, _>(scope_of::<K>(), outer)
}

/// Models with soft deletes: `#[model(soft_delete)]`. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no trashed rows: what is deleted is gone",
    label = "`{Self}` has no soft deletes",
    note = "add `#[model(soft_delete)]` to `{Self}`, whose table then has a nullable column `deleted_at`; or `#[model(soft_delete = deleted)]` for a flag"
)]
pub trait SoftDeletes: Model {}
