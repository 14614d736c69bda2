//! Writing rows that hold the parent's key: of has-one, has-many and their polymorphic relatives.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::declare::relation_def::RelatedTable;
use crate::declare::relation_def::RelationDef;
use crate::declare::scope::Own;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch, Transact};
use crate::driver::transaction::{Inside, TRANSACTION, Unit, send};
#[cfg(doc)]
use crate::error::{NullKey, UnknownKey};
use crate::sql::values::{Fallbacks, KeyValues, Overrides};
use crate::touch::step::{Touching, without_touching};
use crate::write::create::{New, NewRows, Saved, SavedMany, parent_key};
use crate::write::insert_rows::InsertBatch;
use crate::write::lock::{LockParent, Locks, lock_parent};
use crate::write::row::{InsertModel, UpdateModel};

/// New related rows, or related rows to save, which get the parent's key: [`RelatedQuery::create`](crate::RelatedQuery::create).
#[must_use = "nothing is written before `execute`, `get_result` or `get_results`"]
pub struct ChildWrite<K: RelationDef, R> {
    pub(crate) key: Option<K::Key>,
    pub(crate) rows: R,
    pub(crate) touching: Touching,
}

without_touching!(ChildWrite<K: RelationDef, R>);

/// What every row gets: the parent's key, and what the relation asks for.
pub(crate) type Fixed<K> = (
    <<K as RelationDef>::KeyColumn as KeyValues<<K as RelationDef>::Key>>::Values,
    <<K as RelationDef>::Own as Own>::Fields,
);
/// A new row, with the values that it gets where it does not say otherwise.
pub(crate) type Row<K, V> =
    Overrides<Fixed<K>, Fallbacks<<<K as RelationDef>::Own as Own>::Defaults, V>>;
/// A row to save, as it is.
pub(crate) type SavedRow<K, V> = Overrides<Fixed<K>, V>;

pub(crate) fn fixed<K>(key: K::Key) -> Arc<Fixed<K>>
where
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
{
    Arc::new((K::KeyColumn::values(key), Default::default()))
}

/// The rows, with what every row gets.
pub(crate) fn rows_of<K, V>(key: K::Key, rows: Vec<V>) -> Vec<Row<K, V>>
where
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
{
    let fixed = fixed::<K>(key);
    let defaults = Arc::new(K::own().defaults());
    let rows = rows.into_iter().map(|values| Overrides {
        fixed: Arc::clone(&fixed),
        values: Fallbacks {
            defaults: Arc::clone(&defaults),
            values,
        },
    });
    rows.collect()
}

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
        let batch = C::batch(rows_of::<K, V>(key.clone(), rows))?;
        let locks = touches_locked::<K, C::DB>(touching);
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
        let batch = C::batch(rows_of::<K, V>(key.clone(), rows))?;
        let locks = touches_locked::<K, C::DB>(touching);
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

/// Whether rows that are written touch their parent, which the database keeps from being changed as soon as they name it.
fn touches_locked<K: RelationDef, DB: Dialect>(touching: &Touching) -> bool {
    DB::FOREIGN_KEYS_LOCK && touching.is_due::<K::Related>()
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
        let locks = rows.len() > 1 || touches_locked::<K, C::DB>(touching);
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
        let locks = rows.len() > 1 || touches_locked::<K, C::DB>(touching);
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

type SavedRows<'m, K, V> = Vec<(&'m <K as RelationDef>::Related, Arc<SavedRow<K, V>>)>;

/// The rows to save, with what every row gets.
fn saved_rows<'m, K, V>(key: K::Key, rows: Vec<(&'m K::Related, V)>) -> SavedRows<'m, K, V>
where
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
{
    let fixed = fixed::<K>(key);
    let rows = rows.into_iter().map(|(row, values)| {
        let fixed = Arc::clone(&fixed);
        (row, Arc::new(Overrides { fixed, values }))
    });
    rows.collect()
}

impl<K: RelationDef, V> ChildWrite<K, New<V>> {
    /// Inserts the row, and returns it as it was inserted, in one transaction, or a savepoint inside one: one statement where the
    /// database has `RETURNING`, otherwise several. Where the new row cannot be decoded, nothing is written.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the parent's key is NULL; and on MySQL and MariaDB [`UnknownKey`] where the primary key comes
    /// neither from the row nor from `AUTO_INCREMENT`.
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<K::Related>> + use<'c, K, V, C, Mode>,
    >
    where
        C: InsertChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            let rows = conn
                .insert_children(self.key, vec![self.rows.0], &self.touching)
                .await?;
            rows.into_iter().next().ok_or(NotFound)
        })
    }

    /// Inserts the row, one statement; of a model that touches others a transaction. How many rows were inserted. The row is not read,
    /// except on MySQL and MariaDB where it touches by several relations, or nothing that is there.
    ///
    /// # Errors
    ///
    /// As [`get_result`](Self::get_result).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>> + use<'c, K, V, C, Mode>>
    where
        C: InsertChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            conn.insert(self.key, vec![self.rows.0], &self.touching)
                .await
        })
    }
}

impl<K: RelationDef, V> ChildWrite<K, NewRows<V>> {
    /// Inserts the rows in one transaction, or a savepoint inside one, and returns them as they were inserted, in the order in
    /// which they were given. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the parent's key is NULL; and on MySQL and MariaDB [`UnknownKey`] where the primary key comes
    /// neither from the row nor from `AUTO_INCREMENT`.
    pub fn get_results<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<K::Related>>> + use<'c, K, V, C, Mode>,
    >
    where
        C: InsertChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(Vec::new());
            }
            conn.insert_children(self.key, self.rows.0, &self.touching)
                .await
        })
    }

    /// As [`get_results`](Self::get_results); how many rows were inserted.
    ///
    /// # Errors
    ///
    /// As [`get_results`](Self::get_results).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>> + use<'c, K, V, C, Mode>>
    where
        C: InsertChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(0);
            }
            conn.insert(self.key, self.rows.0, &self.touching).await
        })
    }
}

impl<'m, K: RelationDef, V> ChildWrite<K, Saved<'m, K::Related, V>> {
    /// Saves the row; how many rows were written: one, or none where it is seen to be the same already.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the parent's key is NULL.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, 'm, K, V, C, Mode>,
    >
    where
        C: SaveChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            let Saved(row, values) = self.rows;
            conn.save_children(self.key, vec![(row, values)], &self.touching)
                .await
        })
    }

    /// Saves the row, and returns it as it is then.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<K::Related>> + use<'c, 'm, K, V, C, Mode>,
    >
    where
        C: SaveChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            let Saved(row, values) = self.rows;
            let mut rows = conn
                .saved_children(self.key, vec![(row, values)], &self.touching)
                .await?;
            rows.pop().ok_or(NotFound)
        })
    }
}

impl<'m, K: RelationDef, V> ChildWrite<K, SavedMany<'m, K::Related, V>> {
    /// Saves the rows, several of them in one transaction, or a savepoint inside one; how many were written. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors, and then nothing is written; and [`NullKey`] where the parent's key is NULL.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, 'm, K, V, C, Mode>,
    >
    where
        C: SaveChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(0);
            }
            conn.save_children(self.key, self.rows.0, &self.touching)
                .await
        })
    }

    /// Saves the rows in one transaction, and returns them as they are then, in the order in which they were given: one more
    /// `SELECT` for each. No rows, no statement.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_results<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<K::Related>>> + use<'c, 'm, K, V, C, Mode>,
    >
    where
        C: SaveChild<Mode, K, V>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(Vec::new());
            }
            conn.saved_children(self.key, self.rows.0, &self.touching)
                .await
        })
    }
}
