//! Writing one row of a model: `save`, `delete`, `touch`, `refresh`.

use std::fmt::Debug;
use std::future::Future;
use std::slice;

use diesel::query_builder::QueryFragment;
use diesel::query_dsl::methods::FilterDsl;
use diesel::result::Error::NotFound;
use diesel::{QueryResult, dsl};

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, PrimaryIs, primary_key};
use crate::dialect::ask::sent;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Transact};
use crate::driver::transaction::{TRANSACTION, Unit, send};
use crate::error::row::null_key;
use crate::query::model_query::Query;
use crate::query::terminals::LoadAs;
use crate::sql::key::KeyColumn;
use crate::sql::values::Values;
use crate::touch::propagate::TouchOwners;
use crate::touch::statement::Touch;
use crate::touch::step::{Name, Touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::batch::Shared;
use crate::write::delete::{DeleteMode, RemoveRow};
use crate::write::write_rows::{WriteRows, touch_owners};

/// A connection that saves rows of the model `M`, with the values `V`.
#[diagnostic::on_unimplemented(
    message = "a `{M}` cannot be saved with this connection",
    label = "cannot be saved with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            derives `Queryable`, `Selectable` and `Insertable`, and has the fields of its primary key"
)]
pub trait SaveModel<Mode, M, V> {
    /// Updates the row, or inserts it where there is none; none where it is seen to be the same.
    fn save_model(
        &mut self,
        row: &M,
        values: V,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// The primary key and the values, to be compared with those of another copy in memory; none of a row without a key.
    fn row_in_memory(&mut self, row: &M, values: &V) -> QueryResult<Option<RowInMemory>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M, V> SaveModel<Mode, M, V> for C
where
    M: HasPrimaryKey,
    KeyOf<M>: Debug,
    V: Values<DbOf<C, Mode>>,
    PrimaryIs<M>: QueryFragment<DbOf<C, Mode>>,
    C: Transact<Mode> + Driver<Mode, DB: Dialect>,
    C: WriteRows<Mode, M, V>,
{
    fn row_in_memory(&mut self, row: &M, values: &V) -> QueryResult<Option<RowInMemory>> {
        let Some(key) = primary_key(row) else {
            return Ok(None);
        };
        let shown = format!("{key:?}");
        let is = M::PrimaryKey::is(Some(key));
        let mut names = Vec::with_capacity(V::WIDTH);
        let mut all: Vec<Option<&dyn QueryFragment<C::DB>>> = vec![Some(&is)];
        values.each(&mut |column, value| {
            names.push(column);
            all.push(value.map(|value| value as _));
            Ok(())
        })?;
        let mut sent = sent(self, all)?.into_iter();
        let key = sent.next().unwrap_or_default();
        let columns = names.into_iter().zip(sent).collect();
        Ok(Some(RowInMemory {
            key,
            shown,
            columns,
        }))
    }

    async fn save_model(&mut self, row: &M, values: V, touching: &Touching) -> QueryResult<usize> {
        let known = slice::from_ref(row);
        let values = Shared::one(values);
        let unit = Unit::transaction_if(touching.is_due::<M>());
        send(self, unit.contested(), async |conn, inside| {
            conn.save_row(row, &values, known, touching, inside).await
        })
        .await
    }
}

/// A connection that deletes rows of the model `M` by their primary key, and restores them.
#[diagnostic::on_unimplemented(
    message = "a `{M}` cannot be deleted with this connection",
    label = "cannot be deleted with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            has the fields of its primary key"
)]
pub trait DeleteModel<Mode, M> {
    /// Deletes the row, or restores it.
    fn remove_model(
        &mut self,
        row: &M,
        mode: DeleteMode,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M> DeleteModel<Mode, M> for C
where
    M: HasPrimaryKey,
    C: Transact<Mode> + Execute<Mode, RemoveRow<M>> + TouchOwners<Mode, M>,
{
    async fn remove_model(
        &mut self,
        row: &M,
        mode: DeleteMode,
        touching: &Touching,
    ) -> QueryResult<usize> {
        let Some(key) = primary_key(row) else {
            return Ok(0);
        };
        let unit = Unit::transaction_if(touching.is_due::<M>());
        send(self, unit, async |conn, _| {
            let remove = RemoveRow::<M>::new(key.clone(), mode);
            remove_and_touch(conn, row, remove, mode, touching).await
        })
        .await
    }
}

async fn remove_and_touch<C, Mode, M>(
    conn: &mut C,
    row: &M,
    remove: RemoveRow<M>,
    mode: DeleteMode,
    touching: &Touching,
) -> QueryResult<usize>
where
    M: HasPrimaryKey,
    C: Execute<Mode, RemoveRow<M>> + TouchOwners<Mode, M>,
{
    let rows = slice::from_ref(row);
    if mode == DeleteMode::Hard {
        // While the row still says who its owners are.
        touch_owners(rows, conn, &touching.before_deletion()).await?;
        return conn.execute(remove).await;
    }
    let removed = conn.execute(remove).await?;
    if removed > 0 {
        touch_owners(rows, conn, touching).await?;
    }
    Ok(removed)
}

/// A connection that touches a row of the model `M`.
#[diagnostic::on_unimplemented(
    message = "a `{M}` cannot be touched with this connection",
    label = "cannot be touched with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            has the fields of its primary key"
)]
pub trait TouchModel<Mode, M> {
    /// Touches the row, and its owners; whether it is there.
    fn touch_model(&mut self, row: &M) -> impl Future<Output = QueryResult<usize>>;
    /// Touches the owners of the row; how many.
    fn touch_owners_of_model(&mut self, row: &M) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M> TouchModel<Mode, M> for C
where
    M: HasPrimaryKey<Table: Name<DbOf<C, Mode>>>,
    C: Transact<Mode> + Driver<Mode, DB: Dialect> + TouchOwners<Mode, M>,
    C: Execute<Mode, Touch<DbOf<C, Mode>, PrimaryIs<M>>>,
{
    async fn touch_model(&mut self, row: &M) -> QueryResult<usize> {
        let (Some(key), Some((_, updated_at))) = (primary_key(row), M::TIMESTAMPS) else {
            return Ok(0);
        };
        send(self, Unit::transaction_if(M::TOUCHES), async |conn, _| {
            let key = M::PrimaryKey::is(Some(key.clone()));
            let touched = conn.execute(Touch::rows::<M>(key, updated_at)).await?;
            if touched > 0 {
                touch_owners(slice::from_ref(row), conn, &Touching::default()).await?;
            }
            Ok(touched)
        })
        .await
    }

    async fn touch_owners_of_model(&mut self, row: &M) -> QueryResult<usize> {
        if !M::TOUCHES {
            return Ok(0);
        }
        send(self, TRANSACTION, async |conn, _| {
            touch_owners(slice::from_ref(row), conn, &Touching::default()).await
        })
        .await
    }
}

/// A connection that finds rows of the model `M` by their primary key.
#[diagnostic::on_unimplemented(
    message = "a `{M}` cannot be found by its primary key with this connection",
    label = "cannot be found with this connection",
    note = "the model derives `Queryable` and `Selectable`, and has the fields of its primary key"
)]
pub trait FindModel<Mode, M> {
    /// The row, as it is now.
    fn fresh_model(&mut self, row: &M) -> impl Future<Output = QueryResult<M>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M> FindModel<Mode, M> for C
where
    M: HasPrimaryKey<Base: FilterDsl<PrimaryIs<M>>>,
    C: Driver<Mode>,
    ByKey<M>: LoadAs<Mode, C, M>,
{
    async fn fresh_model(&mut self, row: &M) -> QueryResult<M> {
        let key = primary_key(row).ok_or_else(|| null_key(M::TABLE, "primary key"))?;
        let rows = FilterDsl::filter(M::base(), M::PrimaryKey::is(Some(key)));
        let query: ByKey<M> = Query::new(rows, (), (), false);
        query.rows(1, self).await?.pop().ok_or(NotFound)
    }
}

/// `SELECT .. FROM users WHERE id = ?`
type ByKey<M> = Query<M, dsl::Filter<<M as Model>::Base, PrimaryIs<M>>>;

/// The values of a row, all of them.
pub(crate) type ValuesOf<'m, M> = <&'m M as ColumnValues<<M as Model>::Table>>::Values;

/// The primary key and the values of a row, as they would be sent.
#[derive(Debug)]
pub struct RowInMemory {
    pub(crate) key: String,
    /// The key for messages.
    pub(crate) shown: String,
    pub(crate) columns: Vec<(&'static str, String)>,
}
