//! Relations with `touch`, as a model declares them.

use diesel::query_builder::QueryFragment;
use std::any::TypeId;
use std::sync::Arc;
/// A part of a statement whose type does not matter.
pub(crate) type Part<DB> = Arc<dyn QueryFragment<DB> + Send + Sync>;

/// A relation of the model `M` with `touch`: whose rows are touched where one of `M` changes.
pub struct Touched<DB, M> {
    pub(crate) step: Arc<Step<DB>>,
    pub(crate) has_owner: fn(&M) -> bool,
}

/// From rows that have changed to those that are touched.
pub(crate) struct Step<DB> {
    pub(crate) relation: TypeId,
    /// The model of the rows that have changed, and the one that is touched.
    pub(crate) from_model: TypeId,
    pub(crate) model: TypeId,
    /// The table of the rows that have changed, and their columns that refer to the others.
    pub(crate) from: Part<DB>,
    pub(crate) local: Part<DB>,
    pub(crate) pivot: Option<PivotStep<DB>>,
    /// The type column of a polymorphic relation, of the pivot table or of the rows that have changed, and the type.
    pub(crate) is_type: Option<(&'static str, &'static str)>,
    /// The table that is touched, and its columns that are referred to.
    pub(crate) table: Part<DB>,
    pub(crate) table_id: TypeId,
    pub(crate) key: Part<DB>,
    pub(crate) key_id: TypeId,
    pub(crate) width: usize,
    /// The column that is set.
    pub(crate) column: &'static str,
    /// The time is UTC.
    pub(crate) utc: bool,
    /// The steps from the rows that this one touches.
    pub(crate) further: fn() -> Vec<Arc<Step<DB>>>,
}

/// The pivot table between.
pub(crate) struct PivotStep<DB> {
    pub(crate) table: Part<DB>,
    pub(crate) key: Part<DB>,
    pub(crate) related_key: Part<DB>,
    /// The pivot table, and its columns that refer to the rows that are touched.
    pub(crate) id: (TypeId, TypeId),
}
