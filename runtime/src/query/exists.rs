//! `exists(conn)`: whether a query has rows.

use diesel::QueryResult;
use diesel::dsl;
use diesel::query_dsl::methods::SelectDsl;

use crate::driver::connection::{DbOf, Driver, Fetch};
use crate::query::model_query::Query;
use crate::query::terminals::HasRows;
use crate::relation::select::Selection;
use crate::unstable::exists::Exists;

#[diagnostic::do_not_recommend]
impl<M, Q, L, S, C, Mode> HasRows<Mode, C> for Query<M, Q, L, S>
where
    C: Driver<Mode>,
    S: Selection<M, DbOf<C, Mode>>,
    Q: SelectDsl<S::Expression>,
    C: Fetch<Mode, Exists<dsl::Select<Q, S::Expression>>, bool>,
{
    async fn has_rows(self, conn: &mut C) -> QueryResult<bool> {
        let mut exists = false;
        if !self.is_none() {
            let (query, _, selection) = self.into_parts();
            let query = SelectDsl::select(query, selection.expression());
            conn.fetch(Exists::new(query), |found| exists = found)
                .await?;
        }
        Ok(exists)
    }
}
