//! Columns that hold when a row was made and changed.

use diesel::expression::AppearsOnTable;
use diesel::query_builder::AstPass;
use diesel::result::Error::QueryBuilderError;
use diesel::sql_types;
use diesel::{Column, QueryResult};

use crate::declare::model::Model;
use crate::dialect::dialect::Database;
use crate::unstable::backend::backend_of;

/// Writes the time now, for columns of times of the model `M`, of any database. Where its feature is not on, that is what every database
/// has: `CURRENT_TIMESTAMP`, in the time of the session.
pub(crate) fn walk_now<M: Model, DB: Database>(out: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
    match backend_of(out).facts_if_on()? {
        Some(facts) => out.push_sql(if M::UTC { facts.now_utc } else { facts.now }),
        None if M::UTC => {
            return Err(QueryBuilderError(
                "`#[model(utc)]` needs the feature of the database: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
                    .into(),
            ));
        }
        None => out.push_sql("CURRENT_TIMESTAMP"),
    }
    Ok(())
}

/// A column of a type that `CURRENT_TIMESTAMP` has.
#[diagnostic::on_unimplemented(
    message = "`timestamps` and `touch` need columns that hold a time, not `{Self}`",
    label = "not a timestamp",
    note = "such columns are of type `Timestamp`, `Timestamptz` or `Datetime`, and may be nullable"
)]
pub trait Timestamp {
    /// True where a time is stored with its zone, and so is the same for every session.
    const HAS_ZONE: bool = false;
}

impl Timestamp for sql_types::Timestamp {}
#[cfg(feature = "postgres")]
impl Timestamp for sql_types::Timestamptz {
    const HAS_ZONE: bool = true;
}
#[cfg(feature = "sqlite")]
impl Timestamp for sql_types::TimestamptzSqlite {}
#[cfg(feature = "mysql")]
impl Timestamp for sql_types::Datetime {}
impl<T: Timestamp + sql_types::SqlType<IsNull = sql_types::is_nullable::NotNull>> Timestamp
    for sql_types::Nullable<T>
{
    const HAS_ZONE: bool = T::HAS_ZONE;
}

/// Checks the type of a column; whether it has a zone.
pub const fn is_timestamp<C: Column<SqlType: Timestamp>>() -> bool {
    <C::SqlType as Timestamp>::HAS_ZONE
}

/// A column of the table `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of `{T}`",
    label = "not a column of the table that is touched",
    note = "`touch = ..` takes a column of the owner's table, in which the time of its last change is kept"
)]
pub trait ColumnOf<T> {}

#[diagnostic::do_not_recommend]
impl<C: AppearsOnTable<T>, T> ColumnOf<T> for C {}

/// Checks that a column is one of the table `T`, and its type.
pub const fn is_touched<T, C: ColumnOf<T> + Column<SqlType: Timestamp>>() {}

/// A model whose rows know when they were made and changed: `#[model(timestamps)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` keeps no time of its last change",
    label = "`{Self}` has no `timestamps`",
    note = "add `#[model(timestamps)]` to `{Self}`: its table has the columns `created_at` and `updated_at`; or name others, \
            `#[model(timestamps = (made_at, changed_at))]`"
)]
pub trait Timestamped: Model {
    /// The column that holds when a row was made.
    type CreatedAt: Column;
    /// The column that holds when a row was changed.
    type UpdatedAt: Column;
}
