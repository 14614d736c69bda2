//! The ways in which rows of a pivot table leave a relation and come back: `detach(..)`, `attach(..)`, `soft_delete`.

use std::marker::PhantomData;

use diesel::expression::AppearsOnTable;

use crate::sql::values::NoFields;
use crate::unstable::insertable::ColumnValues;

/// The end of a row of the pivot table `T` that leaves its relation.
pub trait Leaving<T> {
    /// The values that the row gets.
    type Values;
    /// The values that the row gets; `None` where it is deleted.
    fn into_values(self) -> Option<Self::Values>;
}

/// The row is deleted.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeleteRow;

impl<T> Leaving<T> for DeleteRow {
    type Values = NoFields;
    fn into_values(self) -> Option<NoFields> {
        None
    }
}

/// The row stays and gets these values.
#[derive(Debug, Clone, Copy)]
pub struct UpdateRow<F>(pub F);

impl<F: ColumnValues<T>, T> Leaving<T> for UpdateRow<F> {
    type Values = F::Values;
    fn into_values(self) -> Option<F::Values> {
        Some(self.0.into_values())
    }
}

/// Nothing is said, and the relation has conditions, the filter `F` among them: the row is deleted. That is right where the filter asks
/// for columns of the related table `R` alone, and the conditions do not hide rows, but tell them apart.
#[derive(Debug)]
pub struct Undeclared<F, R, const HIDES: bool>(PhantomData<fn() -> (F, R)>);

impl<F, R, const HIDES: bool> Undeclared<F, R, HIDES> {
    /// Nothing is said.
    pub const NEW: Self = Undeclared(PhantomData);
}

impl<F, R, T, const HIDES: bool> Leaving<T> for Undeclared<F, R, HIDES> {
    type Values = NoFields;
    fn into_values(self) -> Option<NoFields> {
        None
    }
}

/// The row is not deleted by mistake.
pub trait IsDeclared {}
impl IsDeclared for DeleteRow {}
impl<F> IsDeclared for UpdateRow<F> {}
impl<F: AppearsOnTable<R>, R> IsDeclared for Undeclared<F, R, false> {}
