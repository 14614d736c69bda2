//! Values that PostgreSQL takes as one array, and the others one by one.
//!
//! Diesel makes these for `eq_any`; by themselves they have a name under the feature only.

use diesel::expression::array_comparison::AsInExpression;
pub(crate) use diesel::expression::array_comparison::Many;
use diesel::sql_types::SqlType;

/// Values of an SQL type.
pub(crate) fn many<ST: SqlType, T>(values: Vec<T>) -> Many<ST, T>
where
    Vec<T>: AsInExpression<ST, InExpression = Many<ST, T>>,
{
    values.as_in_expression()
}
