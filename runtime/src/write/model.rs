//! Writing one row of a model: `save`, `delete`, `refresh`.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::dsl;
use diesel::query_dsl::methods::FilterDsl;
use diesel::result::Error::NotFound;

use crate::Model;
use crate::driver::{Driver, Execute};
use crate::fields::FieldsOf;
use crate::key::KeyColumn;
use crate::query::{LoadAs, Query};
use crate::row_sql::{DeleteRow, InsertModel, Keyed, PrimaryIs, UpdateModel, primary_key};
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
    M: Keyed<Table: FilterDsl<PrimaryIs<M>>>,
    C: Driver<Mode> + Execute<Mode, DeleteRow<M>>,
    ByKey<M>: LoadAs<Mode, C, M>,
{
    async fn delete_model(&mut self, row: &M) -> QueryResult<usize> {
        match primary_key(row) {
            Some(key) => self.execute(DeleteRow::<M>::new(key)).await,
            None => Ok(0),
        }
    }

    async fn fresh_model(&mut self, row: &M) -> QueryResult<M> {
        let key = primary_key(row).ok_or_else(|| null_key(M::TABLE, "primary key"))?;
        let rows = FilterDsl::filter(M::Table::default(), M::PrimaryKey::is(Some(key)));
        let query: ByKey<M> = Query::new(rows, (), (), false);
        query.rows(1, self).await?.pop().ok_or(NotFound)
    }
}

/// `SELECT .. FROM users WHERE id = ?`
type ByKey<M> = Query<M, dsl::Filter<<M as Model>::Table, PrimaryIs<M>>>;

/// The values of a row, all of them.
pub(crate) type ValuesOf<'m, M> = <&'m M as FieldsOf<<M as Model>::Table>>::Values;
