//! Touching the rows of a relation.

use std::future::Future;
use std::marker::PhantomData;

use diesel::associations::HasTable;
use diesel::query_builder::{AstPass, IntoUpdateTarget, QueryFragment};
use diesel::query_dsl::methods::FilterDsl;
use diesel::{Column, QueryResult};

use crate::declare::model::Model;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::timestamps::{Timestamped, walk_now};
use crate::dialect::dialect::Database;
use crate::driver::connection::{Driver, Execute};
use crate::driver::statement::statement;
use crate::query::related_query::{KeyOf, OfParent, RelatedQuery, Target};
use crate::relation::refine::RelationQuery;
use crate::relation::with_pivot::Declared;
use crate::sql::source::Updates;

/// `UPDATE posts SET updated_at = CURRENT_TIMESTAMP WHERE ..`: the rows of a relation.
pub struct TouchWhere<M, T, Rows> {
    table: T,
    rows: Rows,
    column: &'static str,
    model: PhantomData<fn() -> M>,
}

statement!(TouchWhere<M, T, Rows>);

impl<M, T, Rows, DB> QueryFragment<DB> for TouchWhere<M, T, Rows>
where
    DB: Database,
    M: Model,
    T: QueryFragment<DB>,
    Rows: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" SET ");
        out.push_identifier(self.column)?;
        out.push_sql(" = ");
        walk_now::<M, DB>(&mut out)?;
        self.rows.walk_ast(out)
    }
}

/// The table and the condition of the rows of one parent.
type TouchOf<K, Q> = TouchWhere<
    <K as RelationDef>::Related,
    <Target<K, Q> as HasTable>::Table,
    <Target<K, Q> as IntoUpdateTarget>::WhereClause,
>;

impl<K: Keyed, Q, S: Declared> RelatedQuery<K, Q, (), S> {
    /// Touches the rows of the query, in one statement; how many: `UPDATE posts SET updated_at = CURRENT_TIMESTAMP WHERE user_id = ?`.
    /// The owners that these rows touch themselves are left alone. Laravel's `touch` of a relation.
    ///
    /// The related model has `timestamps`. Where the parent's key is NULL there is nothing to touch, and no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    pub fn touch<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, Q, S, C, Mode>,
    >
    where
        K::Related: Timestamped,
        Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
        K::Source: Updates<OfParent<K, Q>>,
        C: Driver<Mode, Connection: Execute<Mode, TouchOf<K, Q>>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            if self.key().is_none() {
                return Ok(0);
            }
            let target = self.into_update_target();
            let touch = TouchWhere {
                table: target.table,
                rows: target.where_clause,
                column: <K::Related as Timestamped>::UpdatedAt::NAME,
                model: PhantomData,
            };
            conn.execute(touch).await
        })
    }
}
