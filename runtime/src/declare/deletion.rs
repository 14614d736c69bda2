//! The two ways to delete rows of a model: for good, or softly, by a column that marks them.

use std::marker::PhantomData;

use diesel::Column;
use diesel::sql_types::SqlType;

use crate::declare::mark::DeletionColumn;
use crate::declare::scope::{AllRows, Scope};
use crate::declare::shape::Shaped;
use crate::declare::visibility::{IsVisible, NotTrashed, Visibility};
use crate::sql::aliased::Aliased;
use crate::sql::scoped::Scoped;

/// The way to delete rows of a model: [`HardDelete`], or [`SoftDelete`].
pub trait Deletion {
    /// The column that marks deleted rows.
    const COLUMN: Option<DeletionColumn>;
    /// A query of the model, without its trashed rows.
    type Rows<Q>;
    /// The scope of the rows that `V` shows.
    type Visible<V: Visibility>: Scope + Default;
    /// The scope of the rows that are not trashed, where the model stands under the alias `S`.
    type VisibleAs<S>: Scope + Default;
    /// The value that a parent has of rows that `V` shows.
    type Shape<S: Shaped, V: Visibility>: Shaped;
    /// A query of the model, without its trashed rows.
    fn rows<Q>(query: Q) -> Self::Rows<Q>;
}

/// Rows are deleted, and gone.
#[derive(Debug, Clone, Copy)]
pub struct HardDelete;

impl Deletion for HardDelete {
    const COLUMN: Option<DeletionColumn> = None;
    type Rows<Q> = Q;
    type Visible<V: Visibility> = AllRows;
    type VisibleAs<S> = AllRows;
    type Shape<S: Shaped, V: Visibility> = S;
    fn rows<Q>(query: Q) -> Q {
        query
    }
}

/// Rows stay, and the column `C` marks those that were deleted, by a time or a flag: `#[model(soft_delete)]`.
#[derive(Debug, Clone, Copy)]
pub struct SoftDelete<C>(PhantomData<fn() -> C>);

impl<C: Column<SqlType: SqlType> + Default> Deletion for SoftDelete<C> {
    const COLUMN: Option<DeletionColumn> = Some(DeletionColumn::of::<C>());
    type Rows<Q> = Scoped<Q, IsVisible<C, NotTrashed>>;
    type Visible<V: Visibility> = IsVisible<C, V>;
    type VisibleAs<S> = IsVisible<Aliased<S, C>, NotTrashed>;
    type Shape<S: Shaped, V: Visibility> = S::Hiding<V>;
    fn rows<Q>(query: Q) -> Self::Rows<Q> {
        Scoped::new(query, IsVisible::default())
    }
}
