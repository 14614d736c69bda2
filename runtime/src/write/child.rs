//! Writing rows that hold the parent's key: of has-one, has-many and their polymorphic relatives.

use std::future::Future;

use diesel::result::Error::NotFound;
use diesel::{QueryResult, Table};

use crate::declare::relation_def::RelationDef;
use crate::declare::shape::{Many, One};
use crate::driver::connection::Driver;
#[cfg(doc)]
use crate::error::row::{NullKey, UnknownKey};
use crate::touch::step::{Touching, without_touching};
use crate::write::write_children::{InsertChild, SaveChild};
use crate::write::writes::{New, NewRows, Saved, SavedMany, Writes};

/// New related rows, or related rows to save, which get the parent's key: [`RelatedQuery::create`](crate::RelatedQuery::create).
#[must_use = "nothing is written before `execute`, `get_result` or `get_results`"]
pub struct ChildWrite<K: RelationDef, R> {
    pub(crate) key: Option<K::Key>,
    pub(crate) rows: R,
    pub(crate) touching: Touching,
}

without_touching!(ChildWrite<K: RelationDef, R>);

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

impl<K: RelationDef<Shape: HasChildren>, T: Table> Writes<K> for T {
    type Write<R> = ChildWrite<K, R>;
    type Beside = Children;
    fn write<R>(key: Option<K::Key>, rows: R) -> ChildWrite<K, R> {
        ChildWrite {
            key,
            rows,
            touching: Touching::default(),
        }
    }
}

/// Relations whose rows hold the parent's key.
#[diagnostic::on_unimplemented(
    message = "rows are not made through a relation to their owner",
    label = "this relation refers to an owner",
    note = "`create` and `save` are for the rows of has-one, has-many, many-to-many and the like; create the owner by itself, then \
            `associate` it"
)]
pub trait HasChildren {}

impl HasChildren for Many {}

impl HasChildren for One {}

/// The rows hold the parent's key themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Children;
