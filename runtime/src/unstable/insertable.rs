//! The values of an `Insertable`, taken out of Diesel's `ValuesClause` and put into it.
//!
//! The tuples of Diesel are `Insertable` where each element gives a `ValuesClause`, and this is the one type that has the columns of a
//! row. There is no public way to it: `Insertable::Values` has no bounds, and what derives `Insertable` names it in code of Diesel's own.

use diesel::insertable::Insertable;
use diesel::query_builder::ValuesClause;

/// Values for columns of the table `T`: `role_user::active.eq(true)`, a tuple of these, or a struct that derives
/// `Insertable`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for columns of `{T}`",
    label = "not for columns of this table",
    note = "values are `table::column.eq(value)`, a tuple of these, or a struct that derives `Insertable` for this table; \
            columns of other tables cannot be among them"
)]
pub trait ColumnValues<T> {
    /// The values.
    type Values;
    /// The values.
    fn into_values(self) -> Self::Values;
}

#[diagnostic::do_not_recommend]
impl<F, V, T> ColumnValues<T> for F
where
    F: Insertable<T, Values = ValuesClause<V, T>>,
{
    type Values = V;
    fn into_values(self) -> V {
        self.values().values
    }
}

/// The type `Insertable::Values` of the values `V` of a row of the table `T`.
pub(crate) type ValuesOf<V, T> = ValuesClause<V, T>;

/// Values as what `Insertable::values` returns.
pub(crate) fn insertable_values<V: Default, T>(values: V) -> ValuesOf<V, T> {
    // It can be made without values only.
    let mut clause = ValuesClause::default();
    clause.values = values;
    clause
}
