//! Writing rows through a relation: what `create` and `save` return, for every kind of relation.

use std::future::Future;
use std::marker::PhantomData;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::declare::relation_def::RelationDef;
use crate::declare::shape::{Many, One};
use crate::driver::connection::Driver;
#[cfg(doc)]
use crate::error::pivot::PivotCount;
#[cfg(doc)]
use crate::error::row::{NullKey, UnknownKey};
use crate::touch::step::{Touching, without_touching};
use crate::write::link::{Children, Link, parent_key};
use crate::write::write_related::{InsertRelated, SaveRelated};

/// New related rows, or related rows to save, which get the parent's key: [`RelatedQuery::create`](crate::RelatedQuery::create). `R` are
/// the rows, `L` says whether they hold the key themselves, or are attached by rows of a pivot table, and with which fields.
#[must_use = "nothing is written before `execute`, `get_result` or `get_results`"]
pub struct RelatedWrite<K: RelationDef, R, L = Children> {
    key: Option<K::Key>,
    rows: R,
    link: L,
    touching: Touching,
}

without_touching!(RelatedWrite<K: RelationDef, R, L>);

impl<K: RelationDef, R, L> RelatedWrite<K, R, L> {
    pub(crate) fn new(key: Option<K::Key>, rows: R, link: L) -> Self {
        RelatedWrite {
            key,
            rows,
            link,
            touching: Touching::default(),
        }
    }

    /// Replaces the values beside the rows.
    pub(crate) fn linked<New>(self, link: New) -> RelatedWrite<K, R, New> {
        RelatedWrite {
            key: self.key,
            rows: self.rows,
            link,
            touching: self.touching,
        }
    }
}

/// New rows: one, or several.
#[derive(Debug)]
pub struct New<V, Number>(Vec<V>, PhantomData<Number>);

impl<V> New<V, One> {
    pub(crate) fn one(values: V) -> Self {
        New(vec![values], PhantomData)
    }
}

impl<V> New<V, Many> {
    pub(crate) fn many(rows: Vec<V>) -> Self {
        New(rows, PhantomData)
    }
}

impl<K: RelationDef, V, Number, L> RelatedWrite<K, New<V, Number>, L> {
    /// Inserts the rows; how many. One row is one statement; of a model that touches others, of a many-to-many relation, and of several
    /// rows, it is a transaction, or a savepoint inside one. The rows are not read, except on MySQL and MariaDB where they touch by several
    /// relations, or nothing that is there, or where pivot rows need more than a key of one row. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors, and then nothing is written; [`NullKey`] where the parent's key, or of a many-to-many relation that of a new row,
    /// is NULL; [`PivotCount`] where there are not as many pivot rows as rows; and on MySQL and MariaDB [`UnknownKey`] where a row is read
    /// whose primary key comes neither from the row nor from `AUTO_INCREMENT`.
    pub fn execute<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        C: Driver<Mode, Connection: InsertRelated<Mode, K, V, L>>,
    {
        <C as Driver<Mode>>::run(async move { Ok(self.insert(false, conn.connection()).await?.0) })
    }

    /// The number of inserted rows, and the rows, where they are to be read.
    async fn insert<C, Mode>(
        self,
        reads: bool,
        conn: &mut C,
    ) -> QueryResult<(usize, Vec<K::Related>)>
    where
        C: InsertRelated<Mode, K, V, L>,
    {
        if self.rows.0.is_empty() {
            return Ok((0, Vec::new()));
        }
        let key = parent_key::<K>(self.key)?;
        conn.insert_related(key, self.rows.0, self.link, &self.touching, reads)
            .await
    }
}

impl<K: RelationDef, V, L> RelatedWrite<K, New<V, One>, L> {
    /// Inserts the row, and returns it as it was inserted, in one transaction, or a savepoint inside one: one statement where the
    /// database has `RETURNING`, otherwise several. Where the new row cannot be decoded, nothing is written.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_result<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<K::Related>>>
    where
        C: Driver<Mode, Connection: InsertRelated<Mode, K, V, L>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let (_, mut rows) = self.insert(true, conn).await?;
            rows.pop().ok_or(NotFound)
        })
    }
}

impl<K: RelationDef, V, L> RelatedWrite<K, New<V, Many>, L> {
    /// Inserts the rows in one transaction, or a savepoint inside one, and returns them as they were inserted, in the order in
    /// which they were given. No rows, no statement.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_results<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Vec<K::Related>>>>
    where
        C: Driver<Mode, Connection: InsertRelated<Mode, K, V, L>>,
    {
        <C as Driver<Mode>>::run(async move { Ok(self.insert(true, conn.connection()).await?.1) })
    }
}

/// Rows to save, and their values: one, or several.
#[derive(Debug)]
pub struct Saved<'m, M, V, Number>(Vec<(&'m M, V)>, PhantomData<Number>);

impl<'m, M, V> Saved<'m, M, V, One> {
    pub(crate) fn one(row: &'m M, values: V) -> Self {
        Saved(vec![(row, values)], PhantomData)
    }
}

impl<'m, M, V> Saved<'m, M, V, Many> {
    pub(crate) fn many(rows: Vec<(&'m M, V)>) -> Self {
        Saved(rows, PhantomData)
    }
}

impl<'m, K: RelationDef, V, Number, L: Link<K>>
    RelatedWrite<K, Saved<'m, K::Related, V, Number>, L>
{
    /// Saves the rows, several of them, and those of a many-to-many relation, in one transaction, or a savepoint inside one. How many were
    /// written: a row that is seen to be the same already is not. Of a many-to-many relation, the [`Changes`](crate::Changes) of the
    /// pivot table: a row that is attached already is not attached twice, and the fields of its pivot row are updated. No rows, no
    /// statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors, and then nothing is written; [`NullKey`] where the parent's key, or of a many-to-many relation that of a row, is
    /// NULL; and [`PivotCount`] where there are not as many pivot rows as rows.
    pub fn execute<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<L::Saved>>>
    where
        C: Driver<Mode, Connection: SaveRelated<Mode, K, V, L>>,
    {
        <C as Driver<Mode>>::run(async move { Ok(self.save(false, conn.connection()).await?.0) })
    }

    /// The changes of the rows, and the rows, where they are to be read.
    async fn save<C, Mode>(
        self,
        reads: bool,
        conn: &mut C,
    ) -> QueryResult<(L::Saved, Vec<K::Related>)>
    where
        C: SaveRelated<Mode, K, V, L>,
    {
        if self.rows.0.is_empty() {
            return Ok(Default::default());
        }
        let key = parent_key::<K>(self.key)?;
        conn.save_related(key, self.rows.0, self.link, &self.touching, reads)
            .await
    }
}

impl<'m, K: RelationDef, V, L: Link<K>> RelatedWrite<K, Saved<'m, K::Related, V, One>, L> {
    /// Saves the row, and returns it as it is then: one more `SELECT`.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_result<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<K::Related>>>
    where
        C: Driver<Mode, Connection: SaveRelated<Mode, K, V, L>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let (_, mut rows) = self.save(true, conn).await?;
            rows.pop().ok_or(NotFound)
        })
    }
}

impl<'m, K: RelationDef, V, L: Link<K>> RelatedWrite<K, Saved<'m, K::Related, V, Many>, L> {
    /// Saves the rows in one transaction, and returns them as they are then, in the order in which they were given: one more
    /// `SELECT` for each. No rows, no statement.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn get_results<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Vec<K::Related>>>>
    where
        C: Driver<Mode, Connection: SaveRelated<Mode, K, V, L>>,
    {
        <C as Driver<Mode>>::run(async move { Ok(self.save(true, conn.connection()).await?.1) })
    }
}
