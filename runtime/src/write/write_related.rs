//! Connections that insert and save rows of a relation; here those that hold the parent's key.

use std::future::Future;

use diesel::QueryResult;

use crate::declare::primary_key::HasPrimaryKey;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch, Transact};
use crate::driver::transaction::{Inside, Unit, send};
use crate::sql::values::KeyValues;
use crate::touch::step::Touching;
use crate::write::child_values::{Row, SavedRow, rows_of, saved_rows};
use crate::write::link::{Children, Link};
use crate::write::lock::{LockParent, Locks, lock_parent};
use crate::write::write_rows::WriteRows;

/// A connection that inserts rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be inserted with this connection",
    label = "cannot be inserted with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the \
            values must be such that this database takes for their columns, and the model derives `Queryable` and \
            `Selectable`"
)]
pub trait InsertRelated<Mode, K: RelationDef, V, L>: Transact<Mode> {
    /// Inserts the rows and links them; how many, and the rows, where they are to be read.
    fn insert_related(
        &mut self,
        key: K::Key,
        rows: Vec<V>,
        link: L,
        touching: &Touching,
        reads: bool,
    ) -> impl Future<Output = QueryResult<(usize, Vec<K::Related>)>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> InsertRelated<Mode, K, V, Children> for C
where
    K: Locks<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    C: Driver<Mode, DB: Dialect> + Transact<Mode> + WriteRows<Mode, K::Related, Row<K, V>>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
{
    async fn insert_related(
        &mut self,
        key: K::Key,
        rows: Vec<V>,
        _: Children,
        touching: &Touching,
        reads: bool,
    ) -> QueryResult<(usize, Vec<K::Related>)> {
        let is_one = rows.len() == 1;
        let batch = self.batch(rows_of::<K, V>(key.clone(), rows))?;
        let locks = touches_locked::<K, C, Mode>(touching, self)?;
        // Several rows that fail do not end the user's transaction, and a row that cannot be decoded is not written.
        let is_alone = !reads && batch.is_one_statement() && (is_one || !self.in_transaction()?);
        let unit = Unit::transaction_if(!is_alone || touching.is_due::<K::Related>());
        send(self, unit, async |conn, inside| {
            lock_if::<K, C, Mode>(locks, &key, inside, conn).await?;
            if reads {
                let rows = conn.inserted_rows(&batch, touching).await?;
                return Ok((rows.len(), rows));
            }
            Ok((conn.insert_rows(&batch, touching).await?, Vec::new()))
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
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            derives `Queryable`, `Selectable` and `Insertable`, and has the fields of its primary key"
)]
pub trait SaveRelated<Mode, K: RelationDef, V, L: Link<K>>: Transact<Mode> {
    /// Saves the rows and links them; what has become of them, and the rows, where they are to be read.
    fn save_related(
        &mut self,
        key: K::Key,
        rows: Vec<(&K::Related, V)>,
        link: L,
        touching: &Touching,
        reads: bool,
    ) -> impl Future<Output = QueryResult<(L::Saved, Vec<K::Related>)>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> SaveRelated<Mode, K, V, Children> for C
where
    K: Locks<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    C: Driver<Mode, DB: Dialect> + Transact<Mode>,
    C: WriteRows<Mode, K::Related, SavedRow<K, V>>,
    C: Fetch<Mode, LockParent<K, RelatedTable<K>>, String>,
{
    async fn save_related(
        &mut self,
        key: K::Key,
        rows: Vec<(&K::Related, V)>,
        _: Children,
        touching: &Touching,
        reads: bool,
    ) -> QueryResult<(usize, Vec<K::Related>)> {
        let rows = saved_rows::<K, V>(key.clone(), rows);
        // One row is one statement, or several of which the last alone changes something. The order of several is the caller's: two
        // writes of the same rows in different orders would wait for each other.
        let several = rows.len() > 1;
        let unit = Unit::transaction_if(reads || several || touching.is_due::<K::Related>());
        let locks = several || touches_locked::<K, C, Mode>(touching, self)?;
        send(self, unit.contested(), async |conn, inside| {
            lock_if::<K, C, Mode>(locks, &key, inside, conn).await?;
            let (mut saved, mut read) = (0, Vec::new());
            for (row, values) in &rows {
                // Its owners are not those that the row in memory has.
                if reads {
                    read.push(conn.saved_row(row, values, touching, inside).await?);
                } else {
                    saved += conn.save_row(row, values, &[], touching, inside).await?;
                }
            }
            Ok((saved, read))
        })
        .await
    }
}
