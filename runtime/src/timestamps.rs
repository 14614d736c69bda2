//! Columns that hold when a row was made and changed.

use diesel::Column;
use diesel::sql_types;

/// A column of a type that `CURRENT_TIMESTAMP` has.
#[diagnostic::on_unimplemented(
    message = "`timestamps` needs columns that hold a time, not `{Self}`",
    label = "not a timestamp",
    note = "the columns are of type `Timestamp`, `Timestamptz` or `Datetime`, and may be nullable"
)]
pub trait Timestamp {}

impl Timestamp for sql_types::Timestamp {}
#[cfg(feature = "postgres")]
impl Timestamp for sql_types::Timestamptz {}
#[cfg(feature = "sqlite")]
impl Timestamp for sql_types::TimestamptzSqlite {}
#[cfg(feature = "mysql")]
impl Timestamp for sql_types::Datetime {}
impl<T: Timestamp + sql_types::SqlType<IsNull = sql_types::is_nullable::NotNull>> Timestamp
    for sql_types::Nullable<T>
{
}

/// Checks the type of a column.
pub fn is_timestamp<C: Column<SqlType: Timestamp>>() {}
