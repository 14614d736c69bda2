//! Diesel's `LoadQuery` with the row still at hand.
//!
//! Public is `RunQueryDsl::load_iter`, which has only the value built from the row: a value that several parents share could not be built
//! again for each of them, unless it is `Clone`. `CompatibleType` finds the SQL type that a row is read with: that of
//! `M::as_select()` is not the type of the query.

use std::ops::ControlFlow;

use diesel::QueryResult;
use diesel::connection::{Connection, LoadConnection};
use diesel::deserialize::FromSqlRow;
use diesel::expression::QueryMetadata;
use diesel::query_builder::{AsQuery, QueryFragment, QueryId};
use diesel::query_dsl::CompatibleType;
use diesel::result::Error::DeserializationError;

/// Builds the value of a row once more.
pub(crate) type Again<'r, U> = &'r dyn Fn() -> QueryResult<U>;

type SqlTypeOf<Q, U, DB> = <<Q as AsQuery>::SqlType as CompatibleType<U, DB>>::SqlType;

/// Diesel's `LoadQuery` with the row still at hand, for whichever lifetime the values in the query have: a query may
/// borrow what it compares with.
pub trait LoadEach<C, U> {
    /// Sends the query and hands each row to `each`.
    fn load_each(
        self,
        conn: &mut C,
        each: impl FnMut(U, Again<'_, U>) -> QueryResult<ControlFlow<()>>,
    ) -> QueryResult<()>;
}

impl<'q, C, Q, U> LoadEach<C, U> for Q
where
    C: Connection<Backend: QueryMetadata<Q::SqlType>> + LoadConnection,
    Q: AsQuery<
            SqlType: CompatibleType<U, C::Backend>,
            Query: QueryFragment<C::Backend> + QueryId + 'q,
        >,
    U: FromSqlRow<SqlTypeOf<Q, U, C::Backend>, C::Backend>,
{
    fn load_each(
        self,
        conn: &mut C,
        mut each: impl FnMut(U, Again<'_, U>) -> QueryResult<ControlFlow<()>>,
    ) -> QueryResult<()> {
        // Diesel refuses window functions where the database has none, once this is evaluated.
        const { _ = Q::Query::IS_WINDOW_FUNCTION };
        for row in conn.load(self.as_query())? {
            let row = row?;
            let decode = || U::build_from_row(&row).map_err(DeserializationError);
            if each(decode()?, &decode)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}
