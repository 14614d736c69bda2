//! The SQL type that a row of certain columns is read with, which `CompatibleType` knows: that of `M::as_select()` is not the type of the
//! expression.

use diesel::expression::Expression;
use diesel::query_dsl::CompatibleType;

/// Columns whose rows are read as `U`.
pub trait ReadAs<U, DB> {
    /// The SQL type that a row is read with.
    type RowSql;
}

impl<E, U, DB> ReadAs<U, DB> for E
where
    E: Expression<SqlType: CompatibleType<U, DB>>,
{
    type RowSql = <E::SqlType as CompatibleType<U, DB>>::SqlType;
}
