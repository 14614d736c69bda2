//! How rows of a model are deleted.

use crate::declare::mark::DeletionColumn;
use crate::declare::scope::Kept;
use crate::declare::scope::Own;
use crate::declare::shape::Shaped;
use crate::declare::visibility::NotTrashed;
use crate::declare::visibility::Scoped;
use crate::declare::visibility::Visibility;
use crate::sql::aliased::Aliased;
use diesel::Column;
use diesel::sql_types::SqlType;
use std::marker::PhantomData;
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
