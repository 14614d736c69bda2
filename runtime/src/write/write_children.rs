//! Connections that insert and save rows which hold the parent's key.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;

use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch, Transact};
use crate::driver::transaction::{Inside, TRANSACTION, Unit, send};
use crate::sql::values::KeyValues;
use crate::touch::step::Touching;
use crate::write::child_values::{Row, SavedRow, rows_of, saved_rows};
use crate::write::insert_rows::InsertBatch;
use crate::write::lock::{LockParent, Locks, lock_parent};
use crate::write::row::{InsertModel, UpdateModel};
use crate::write::writes::parent_key;

/// A connection that inserts rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be inserted with this connection",
    label = "cannot be inserted with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the \
            values must be such that this database takes for their columns, and the model derives `Queryable` and \
            `Selectable`"
)]
pub trait InsertChild<Mode, K: RelationDef, V>: Transact<Mode> {
    /// Inserts the rows, and returns them.
    fn insert_children(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Vec<K::Related>>>;
    /// Inserts the rows.
    fn insert(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> InsertChild<Mode, K, V> for C
where
    K: Locks<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    C: Driver<Mode, DB: Dialect> + Transact<Mode> + InsertBatch<Mode, K::Related, Row<K, V>>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
{
    async fn insert_children(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<V>,
        touching: &Touching,
    ) -> QueryResult<Vec<K::Related>> {
        let key = parent_key::<K>(key)?;
        let batch = self.batch(rows_of::<K, V>(key.clone(), rows))?;
        let locks = touches_locked::<K, C, Mode>(touching, self)?;
        // A row that cannot be decoded is not written.
        send(self, TRANSACTION, async |conn, inside| {
            lock_if::<K, C, Mode>(locks, &key, inside, conn).await?;
            conn.insert_returning(&batch, touching).await
        })
        .await
    }

    async fn insert(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<V>,
        touching: &Touching,
    ) -> QueryResult<usize> {
        let key = parent_key::<K>(key)?;
        let is_one = rows.len() == 1;
        let batch = self.batch(rows_of::<K, V>(key.clone(), rows))?;
        let locks = touches_locked::<K, C, Mode>(touching, self)?;
        // Several rows that fail do not end the user's transaction.
        let is_alone = batch.is_one_statement() && (is_one || !self.in_transaction()?);
        let unit = Unit::transaction_if(!is_alone || touching.is_due::<K::Related>());
        send(self, unit, async |conn, inside| {
            lock_if::<K, C, Mode>(locks, &key, inside, conn).await?;
            conn.insert(&batch, touching).await
        })
        .await
    }
}

/// True where rows that are written touch their parent, which the database keeps from being changed as soon as they name it.
fn touches_locked<K, C, Mode>(touching: &Touching, conn: &mut C) -> QueryResult<bool>
where
    K: RelationDef,
    C: Driver<Mode, DB: Dialect>,
{
    Ok(touching.is_due::<K::Related>() && facts_of(conn)?.foreign_keys_lock)
}

/// Locks the parent, where that is to be.
pub(crate) async fn lock_if<K, C, Mode>(
    locks: bool,
    key: &K::Key,
    inside: Inside,
    conn: &mut C,
) -> QueryResult<()>
where
    K: Locks,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
{
    match locks {
        true => lock_parent::<K, RelatedTable<K>, C, Mode>(key.clone(), inside, conn).await,
        false => Ok(()),
    }
}

/// A connection that saves rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be saved with this connection",
    label = "cannot be saved with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the model \
            derives `Queryable`, `Selectable` and `Insertable`, and has the fields of its primary key"
)]
pub trait SaveChild<Mode, K: RelationDef, V>: Transact<Mode> {
    /// Saves the rows; how many.
    fn save_children(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<(&K::Related, V)>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Saves the rows, and returns them.
    fn saved_children(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<(&K::Related, V)>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Vec<K::Related>>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> SaveChild<Mode, K, V> for C
where
    K: Locks<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    C: Driver<Mode, DB: Dialect> + Transact<Mode>,
    C: UpdateModel<Mode, K::Related, SavedRow<K, V>>,
    C: InsertModel<Mode, K::Related, SavedRow<K, V>>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
{
    async fn save_children(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<(&K::Related, V)>,
        touching: &Touching,
    ) -> QueryResult<usize> {
        let key = parent_key::<K>(key)?;
        let rows = saved_rows::<K, V>(key.clone(), rows);
        // One row is one statement, or several of which the last alone changes something. The order of several is the caller's: two
        // writes of the same rows in different orders would wait for each other.
        let unit = Unit::transaction_if(rows.len() > 1 || touching.is_due::<K::Related>());
        let locks = rows.len() > 1 || touches_locked::<K, C, Mode>(touching, self)?;
        send(self, unit.contested(), async |conn, inside| {
            lock_if::<K, C, Mode>(locks, &key, inside, conn).await?;
            let mut saved = 0;
            for (row, values) in &rows {
                let values = Arc::clone(values);
                // Its owners are not those that the row in memory has.
                saved += match primary_key(*row) {
                    Some(key) => conn.save_row(key, values, &[], touching, inside).await?,
                    None => conn.insert(values, touching).await?,
                };
            }
            Ok(saved)
        })
        .await
    }

    async fn saved_children(
        &mut self,
        key: Option<K::Key>,
        rows: Vec<(&K::Related, V)>,
        touching: &Touching,
    ) -> QueryResult<Vec<K::Related>> {
        let key = parent_key::<K>(key)?;
        let rows = saved_rows::<K, V>(key.clone(), rows);
        let locks = rows.len() > 1 || touches_locked::<K, C, Mode>(touching, self)?;
        send(self, TRANSACTION.contested(), async |conn, inside| {
            lock_if::<K, C, Mode>(locks, &key, inside, conn).await?;
            let mut saved = Vec::with_capacity(rows.len());
            for (row, values) in &rows {
                let values = Arc::clone(values);
                saved.push(match primary_key(*row) {
                    Some(key) => conn.saved_row(key, values, touching, inside).await?,
                    None => conn.insert_row(values, touching).await?,
                });
            }
            Ok(saved)
        })
        .await
    }
}
