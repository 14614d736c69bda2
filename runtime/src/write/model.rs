//! Writing one row of a model: `save`, `delete`, `refresh`.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;

use crate::Model;
use crate::fields::FieldsOf;
use crate::row_sql::{DeleteModel, InsertModel, Keyed, UpdateModel, primary_key};
use crate::write::null_key;

/// A connection that saves rows of the model `M`, with the values `V`.
#[diagnostic::on_unimplemented(
    message = "a `{M}` cannot be saved with this connection",
    label = "cannot be saved with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the model \
            derives `Queryable`, `Selectable` and `Insertable`, and has the fields of its primary key"
)]
pub trait SaveModel<Mode, M, V> {
    /// Updates the row, or inserts it where there is none.
    fn save_model(&mut self, row: &M, values: V) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M, V> SaveModel<Mode, M, V> for C
where
    M: Keyed,
    C: UpdateModel<Mode, M, V> + InsertModel<Mode, M, V>,
{
    async fn save_model(&mut self, row: &M, values: V) -> QueryResult<usize> {
        match primary_key(row) {
            Some(key) => self.save_row(key, Arc::new(values)).await,
            None => self.insert_silently(values).await,
        }
    }
}

/// A connection that finds and deletes rows of the model `M` by their primary key.
#[diagnostic::on_unimplemented(
    message = "a `{M}` cannot be found by its primary key with this connection",
    label = "cannot be found with this connection",
    note = "the model derives `Queryable` and `Selectable`, and has the fields of its primary key"
)]
pub trait FindModel<Mode, M> {
    /// Deletes the row.
    fn delete_model(&mut self, row: &M) -> impl Future<Output = QueryResult<usize>>;
    /// The row, as it is now.
    fn fresh_model(&mut self, row: &M) -> impl Future<Output = QueryResult<M>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M> FindModel<Mode, M> for C
where
    M: Keyed,
    C: DeleteModel<Mode, M>,
{
    async fn delete_model(&mut self, row: &M) -> QueryResult<usize> {
        match primary_key(row) {
            Some(key) => self.delete_row(key).await,
            None => Ok(0),
        }
    }

    async fn fresh_model(&mut self, row: &M) -> QueryResult<M> {
        let key = primary_key(row).ok_or_else(|| null_key(M::TABLE, "primary key"))?;
        self.row_by_key(key).await
    }
}

/// The values of a row, all of them.
pub(crate) type ValuesOf<'m, M> = <&'m M as FieldsOf<<M as Model>::Table>>::Values;
