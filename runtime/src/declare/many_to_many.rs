//! The declaration of a many-to-many relation: the facts about its pivot table.

use crate::declare::leaving::IsDeclared;
use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

use diesel::QueryResult;
use diesel::expression::AppearsOnTable;
use diesel::query_source::Table;

use crate::declare::leaving::Leaving;
use crate::declare::relation_def::RelationDef;
use crate::error::row::null_key;
use crate::sql::key::KeyColumn;
use crate::unstable::insertable::ColumnValues;

/// A many-to-many relation: rows of a pivot table relate the parents to the related rows. `#[derive(Model)]` implements it
/// for `belongs_to_many`.
///
/// The key column of the relation is the one of the pivot table that refers to the parent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a many-to-many relation",
    label = "this relation has no pivot table",
    note = "`attach`, `detach`, `sync` and `toggle` write rows of a pivot table: they are methods of `#[belongs_to_many(..)]`, \
            without `only_trashed`"
)]
pub trait ManyToMany: RelationDef {
    /// The pivot table.
    type Pivot: Table + Default;
    /// The column of the pivot table that refers to the related row.
    type RelatedKey: KeyColumn<Self::RelatedId>;
    /// The column of the related table to which it refers.
    type OwnerKey: Default;
    /// The Rust type of that key, without `Option`.
    type RelatedId: Eq + Hash + Clone + Debug;
    /// The struct of `using = ..`.
    #[doc(hidden)]
    type PivotRow;
    /// `filter = ..`
    type Filter;
    /// `values(..)`
    type Fixed: ColumnValues<Self::Pivot>;
    /// `attach(..)`
    type Attach: ColumnValues<Self::Pivot>;
    /// `detach(..)`
    type Detach: Leaving<Self::Pivot>;
    /// The name of the pivot table, for messages.
    const PIVOT: &'static str;
    /// True where there is a filter.
    const HAS_FILTER: bool;
    /// The name of [`OwnerKey`](Self::OwnerKey), for messages.
    const OWNER_KEY: &'static str;
    /// True where the filter asks for columns of the pivot table only.
    const FILTERS_PIVOT: bool;
    /// True where the filter asks for columns of the related table only, and says nothing about rows of the pivot table.
    const FILTERS_RELATED: bool;
    /// Those columns of `values(..)` that say whether a row of the pivot table is attached: what `detach(..)` sets, and all where the
    /// primary key of the table is of the two keys alone. The others tell rows with the same keys apart.
    const STATE: &'static [&'static str];
    /// True where a detached row of the pivot table that is still there can come back.
    const REVIVES: bool;
    /// The names of the columns of `timestamps`.
    const TIMESTAMPS: Option<(&'static str, &'static str)>;
    /// True where these hold UTC, without a zone: where one of the models has `utc`.
    const UTC: bool;
    /// `filter = ..`
    fn filter() -> Self::Filter;
    /// `values(..)`: what every row of the pivot table has.
    fn fixed() -> Self::Fixed;
    /// `attach(..)`: what a row of the pivot table gets that is attached.
    fn attach() -> Self::Attach;
    /// `detach(..)`: what becomes of a row of the pivot table that is detached.
    fn detach() -> Self::Detach;
    /// The key of a related row; `None` where it is NULL.
    fn related_id(related: &Self::Related) -> Option<Self::RelatedId>;
    /// The first column of the pivot table that both keys have and for which these keys have different values.
    fn differs(_: &Self::Key, _: &Self::RelatedId) -> Option<&'static str> {
        None
    }
}

/// True where rows of the pivot table can have the keys of a related row and not be seen in the relation.
pub(crate) const fn hides<K: ManyToMany>() -> bool {
    K::HAS_FILTER || !K::STATE.is_empty()
}

/// The key of a row that is to be related.
pub(crate) fn id_of<K: ManyToMany>(id: Option<K::RelatedId>) -> QueryResult<K::RelatedId> {
    id.ok_or_else(|| null_key(K::REMOTE, K::OWNER_KEY))
}

/// Tells a condition `F` on the table `T`, by the precedence of inherent over trait constants.
#[derive(Debug)]
pub struct ConditionIsOn<F, T>(PhantomData<(F, T)>);

impl<F: AppearsOnTable<T>, T> ConditionIsOn<F, T> {
    /// It is.
    pub const IS: bool = true;
}

/// The constant that [`ConditionIsOn`] has where the condition is not one on the table.
pub trait ConditionIsNotOn {
    /// It is not.
    const IS: bool = false;
}

impl<F, T> ConditionIsNotOn for ConditionIsOn<F, T> {}

/// A many-to-many relation that says what becomes of a row of the pivot table that is detached.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what becomes of a detached row of its pivot table",
    label = "would delete rows that the conditions of the relation may only hide",
    note = "say it in the attribute of the relation: `detach(active = false), attach(active = true)` updates the row and keeps what else \
            it holds, `soft_delete` sets its `deleted_at`, and `detach(delete)` deletes it"
)]
pub trait Detaches: ManyToMany {}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany<Detach: IsDeclared>> Detaches for K {}
