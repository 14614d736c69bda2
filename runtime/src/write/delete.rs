//! Deleting rows, softly or for good, and restoring them.

use std::future::Future;
use std::marker::PhantomData;

use diesel::prelude::*;
use diesel::query_builder::{
    AsQuery, AstPass, DeleteStatement, IntoUpdateTarget, QueryFragment, QueryId, UpdateStatement,
};

use crate::declare::deletion::{Deletion, HardDelete, SoftDelete};
use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, PrimaryIs};
use crate::declare::relation_def::RelationDef;
use crate::declare::soft_delete::SoftDeletes;
use crate::declare::timestamps::walk_now;
use crate::declare::view::{Forced, Restored, Viewed};
use crate::declare::visibility::{IsVisible, Visibility};
use crate::dialect::dialect::Database;
use crate::driver::connection::{Driver, Execute};
use crate::driver::statement::statement;
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::query::soft_delete::Hides;
use crate::sql::key::KeyColumn;
use crate::sql::scoped::Scoped;

/// The change of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteMode {
    /// They are marked as deleted.
    Soft,
    /// They are no longer marked as deleted.
    Restore,
    /// They are gone.
    Hard,
}

impl DeleteMode {
    /// Of deleted rows of the model `M`.
    pub(crate) fn of_deleted<M: Model>() -> Self {
        match M::Deletion::COLUMN {
            Some(_) => DeleteMode::Soft,
            None => DeleteMode::Hard,
        }
    }
}

/// `deleted_at = CURRENT_TIMESTAMP`, or `deleted_at = NULL`; of a flag, `deleted = TRUE`, or `deleted = FALSE`. And
/// `updated_at = CURRENT_TIMESTAMP` of a model with timestamps.
#[derive(Debug)]
pub struct Mark<M> {
    is_restored: bool,
    model: PhantomData<fn() -> M>,
}

impl<M> Mark<M> {
    fn new(mode: DeleteMode) -> Self {
        Mark {
            is_restored: mode == DeleteMode::Restore,
            model: PhantomData,
        }
    }
}

impl<M> QueryId for Mark<M> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<M: Model> AsChangeset for Mark<M> {
    type Target = M::Table;
    type Changeset = Self;
    fn as_changeset(self) -> Self {
        self
    }
}

impl<M: Model, DB: Database> QueryFragment<DB> for Mark<M> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some(column) = M::Deletion::COLUMN else {
            return Ok(());
        };
        column.walk_set::<M, DB>(!self.is_restored, &mut out)?;
        if let Some((_, updated_at)) = M::TIMESTAMPS {
            out.push_sql(", ");
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            walk_now::<M, DB>(&mut out)?;
        }
        Ok(())
    }
}

/// `DELETE FROM posts WHERE id = ?`, or `UPDATE posts SET deleted_at = CURRENT_TIMESTAMP WHERE id = ? AND deleted_at IS NULL`. `W` is the
/// condition on the primary key.
pub struct RemoveRow<M: HasPrimaryKey, W = PrimaryIs<M>> {
    table: M::Table,
    key: W,
    mark: Option<Mark<M>>,
}

impl<M: HasPrimaryKey> RemoveRow<M> {
    pub(crate) fn new(key: KeyOf<M>, mode: DeleteMode) -> Self {
        RemoveRow::rows(M::PrimaryKey::is(Some(key)), mode)
    }
}

impl<M: HasPrimaryKey, W> RemoveRow<M, W> {
    /// Removes the rows whose primary keys this condition finds.
    pub(crate) fn rows(key: W, mode: DeleteMode) -> Self {
        RemoveRow {
            table: M::Table::default(),
            key,
            mark: (mode != DeleteMode::Hard).then(|| Mark::new(mode)),
        }
    }
}

statement!(RemoveRow<M: HasPrimaryKey, W>);

impl<M, W, DB> QueryFragment<DB> for RemoveRow<M, W>
where
    DB: Database,
    M: HasPrimaryKey<Table: QueryFragment<DB>>,
    W: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match &self.mark {
            None => {
                out.push_sql("DELETE FROM ");
                self.table.walk_ast(out.reborrow())?;
            }
            Some(mark) => {
                out.push_sql("UPDATE ");
                self.table.walk_ast(out.reborrow())?;
                out.push_sql(" SET ");
                mark.walk_ast(out.reborrow())?;
            }
        }
        out.push_sql(" WHERE ");
        self.key.walk_ast(out.reborrow())?;
        if let (Some(mark), Some(column)) = (&self.mark, M::Deletion::COLUMN) {
            out.push_sql(" AND ");
            column.walk_test(mark.is_restored, &mut out)?;
        }
        Ok(())
    }
}

/// A connection that deletes the rows `T` of the model `M`, and restores them.
#[diagnostic::on_unimplemented(
    message = "these rows cannot be deleted with this connection",
    label = "cannot be deleted with this connection",
    note = "as `diesel::delete`, it takes conditions alone, on columns of the table of `{M}`: neither an order nor a limit"
)]
pub trait RemoveRows<Mode, M, T>: Driver<Mode> {
    /// Sends the statement; how many rows.
    fn remove_rows(
        &mut self,
        rows: T,
        mode: DeleteMode,
    ) -> impl Future<Output = QueryResult<usize>>;
}

type Marking<T, W, M> = UpdateStatement<T, W, Mark<M>>;

#[diagnostic::do_not_recommend]
impl<C, Mode, M, T> RemoveRows<Mode, M, T> for C
where
    M: Model,
    T: IntoUpdateTarget<Table = M::Table>,
    Marking<M::Table, T::WhereClause, M>: AsQuery,
    C: Execute<Mode, DeleteStatement<M::Table, T::WhereClause>>
        + Execute<Mode, Marking<M::Table, T::WhereClause, M>>,
{
    async fn remove_rows(&mut self, rows: T, mode: DeleteMode) -> QueryResult<usize> {
        match mode {
            DeleteMode::Hard => self.execute(diesel::delete(rows)).await,
            mode => {
                self.execute(diesel::update(rows).set(Mark::new(mode)))
                    .await
            }
        }
    }
}

/// A delete of the rows of the query `Q` for good, trashed ones, too.
#[diagnostic::on_unimplemented(
    message = "these rows cannot be deleted for good",
    label = "not a query of a model",
    note = "`force_delete` takes a query of the model, such as `Post::query()`; for one of the table there is `diesel::delete`"
)]
pub trait Forces<Q> {
    /// The query, with trashed rows.
    type Rows;
    /// The query, with trashed rows.
    fn forced(query: Q) -> Self::Rows;
}

impl<Q> Forces<Q> for HardDelete {
    type Rows = Q;
    fn forced(query: Q) -> Q {
        query
    }
}

impl<Q, C: Default, V: Visibility> Forces<Scoped<Q, IsVisible<C, V>>> for SoftDelete<C> {
    type Rows = Scoped<Q, IsVisible<C, V::Forced>>;
    fn forced(query: Scoped<Q, IsVisible<C, V>>) -> Self::Rows {
        Scoped::new(query.query, IsVisible::default())
    }
}

impl<M: Model, Q, L, S> Query<M, Q, L, S> {
    /// Deletes the rows: `DELETE FROM posts WHERE ..`; of a model with soft deletes
    /// `UPDATE posts SET deleted_at = CURRENT_TIMESTAMP WHERE .. AND deleted_at IS NULL`, or by a flag
    /// `UPDATE posts SET deleted = TRUE WHERE .. AND deleted = FALSE`. How many rows.
    ///
    /// The rows are not read, so none of their owners is touched. `diesel::delete(..)` of the same query deletes for good.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// assert_eq!(Letter::find_many([1, 2, 99]).delete(conn)?, 2);
    /// assert_eq!(Letter::query().count().get_result::<i64>(conn)?, 0);
    /// assert_eq!(Letter::find(1).restore(conn)?, 1);
    /// assert_eq!(Letter::query().force_delete(conn)?, 2);
    /// assert_eq!(letters::table.count().get_result::<i64>(conn)?, 0);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Diesel's errors, such as that of a foreign key that still names a row.
    pub fn delete<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: RemoveRows<Mode, M, Q>>,
    {
        let (rows, ..) = self.into_parts();
        <C as Driver<Mode>>::run(async move {
            conn.connection()
                .remove_rows(rows, DeleteMode::of_deleted::<M>())
                .await
        })
    }

    /// Deletes the rows for good, trashed ones, too: `DELETE FROM posts WHERE ..`. How many rows. Without soft deletes, it is
    /// [`delete`](Self::delete).
    ///
    /// # Errors
    ///
    /// As [`delete`](Self::delete).
    pub fn force_delete<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        M::Deletion: Forces<Q>,
        C: Driver<Mode, Connection: RemoveRows<Mode, M, <M::Deletion as Forces<Q>>::Rows>>,
    {
        let (rows, ..) = self.into_parts();
        <C as Driver<Mode>>::run(async move {
            conn.connection()
                .remove_rows(M::Deletion::forced(rows), DeleteMode::Hard)
                .await
        })
    }

    /// Restores those of the rows that are trashed: `UPDATE posts SET deleted_at = NULL WHERE .. AND deleted_at IS NOT NULL`. How many
    /// rows.
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    pub fn restore<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        Q: Hides<M>,
        C: Driver<Mode, Connection: RemoveRows<Mode, M, Q::Viewed<Restored>>>,
    {
        let (rows, ..) = self.into_parts();
        <C as Driver<Mode>>::run(async move {
            conn.connection()
                .remove_rows(rows.viewed::<Restored>(), DeleteMode::Restore)
                .await
        })
    }
}

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Deletes the related rows. See [`Query::delete`]; of a many-to-many relation, the rows of the related table.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let user = User::find(1).first(conn)?;
    /// assert_eq!(user.letters().delete(conn)?, 2);
    /// assert_eq!(user.letters().count().get_result::<i64>(conn)?, 0);
    /// assert_eq!(user.letters().restore(conn)?, 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Query::delete`].
    pub fn delete<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: RemoveRows<Mode, K::Related, Self>>,
    {
        <C as Driver<Mode>>::run(async move {
            conn.connection()
                .remove_rows(self, DeleteMode::of_deleted::<K::Related>())
                .await
        })
    }

    /// Deletes the related rows for good, trashed ones, too. See [`Query::force_delete`].
    ///
    /// # Errors
    ///
    /// As [`Query::delete`].
    pub fn force_delete<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<
                Mode,
                Connection: RemoveRows<Mode, K::Related, RelatedQuery<Viewed<K, Forced>, Q, L, S>>,
            >,
    {
        let rows: RelatedQuery<Viewed<K, Forced>, Q, L, S> = self.of();
        <C as Driver<Mode>>::run(async move {
            conn.connection().remove_rows(rows, DeleteMode::Hard).await
        })
    }

    /// Restores those of the related rows that are trashed. See [`Query::restore`].
    ///
    /// # Errors
    ///
    /// Diesel's errors.
    pub fn restore<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        K: RelationDef<Related: SoftDeletes>,
        C: Driver<
                Mode,
                Connection: RemoveRows<
                    Mode,
                    K::Related,
                    RelatedQuery<Viewed<K, Restored>, Q, L, S>,
                >,
            >,
    {
        let rows: RelatedQuery<Viewed<K, Restored>, Q, L, S> = self.of();
        <C as Driver<Mode>>::run(async move {
            conn.connection()
                .remove_rows(rows, DeleteMode::Restore)
                .await
        })
    }
}
