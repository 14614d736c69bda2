//! Writing rows of a model: inserting them in as few statements as the database takes, updating and saving them.

use std::future::Future;
use std::slice;

use diesel::dsl::AsSelect;
use diesel::result::Error::{DeserializationError, NotFound};
use diesel::{QueryResult, Selectable, SelectableHelper};

use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch};
use crate::driver::transaction::Inside;
use crate::error::row::UnknownKey;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;
use crate::touch::propagate::{TouchOwners, touch_owner_of_unread};
use crate::touch::statement::Touch;
use crate::touch::step::Touching;
use crate::write::batch::{Batch, Part, Shared, named_columns};
use crate::write::insert_statement::InsertRows;
use crate::write::inserted_rows::{FoundBy, Inserted};
use crate::write::select_rows::SelectRows;
use crate::write::statement::RowStatement;
use crate::write::update_statement::UpdateRow;

/// A connection that writes rows of the model `M`, with the values `V` each. Rows that touch others are written inside a transaction.
pub trait WriteRows<Mode, M, V> {
    /// The rows and the parts of them that one statement takes each.
    fn batch(&mut self, rows: Vec<V>) -> QueryResult<Batch<V>>;
    /// Inserts the rows; how many.
    fn insert_rows(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Inserts the rows and returns them, in their order.
    fn inserted_rows(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Vec<M>>>;
    /// Inserts a row that the database cannot return, so that [`Inserted`] is this row, and touches its owners.
    fn insert_unread(
        &mut self,
        row: &Shared<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Reads the row that [`insert_unread`](Self::insert_unread) has inserted.
    fn read_inserted(&mut self, row: &Shared<V>) -> impl Future<Output = QueryResult<M>>;
    /// Updates the row with the primary key of `row`, or inserts it where there is none; none where it is there, and seen to be the same
    /// already. `will_be`: the row as it will be, where that is in memory.
    fn save_row(
        &mut self,
        row: &M,
        values: &Shared<V>,
        will_be: &[M],
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Writes the row and returns it.
    fn saved_row(
        &mut self,
        row: &M,
        values: &Shared<V>,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<M>>;
}

type Statement<M, V, DB> = RowStatement<M, V, AsSelect<M, DB>>;

impl<C, Mode, M, V> WriteRows<Mode, M, V> for C
where
    C: Driver<Mode, DB: Dialect>,
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: Execute<Mode, Statement<M, V, DbOf<C, Mode>>>
        + Fetch<Mode, Statement<M, V, DbOf<C, Mode>>, M>
        + Execute<Mode, Touch<DbOf<C, Mode>, Inserted<M, V>>>
        + TouchOwners<Mode, M>,
{
    fn batch(&mut self, rows: Vec<V>) -> QueryResult<Batch<V>> {
        let mut key = Vec::new();
        M::PrimaryKey::each_name(&mut |name| {
            key.push(name);
            Ok(())
        })?;
        let key = named_columns::<V, C::DB>(&rows, &key)?;
        Batch::new(self, rows, key)
    }

    async fn insert_rows(&mut self, batch: &Batch<V>, touching: &Touching) -> QueryResult<usize> {
        if touching.is_due::<M>() {
            if let (Some(row), false) = (batch.only_row(), facts_of(self)?.returning) {
                return self.insert_unread(&row, touching).await;
            }
            return Ok(self.inserted_rows(batch, touching).await?.len());
        }
        let mut count = 0;
        for part in &batch.parts {
            let insert = InsertRows::new(&batch.rows, part.clone());
            count += self.execute(RowStatement::Insert(insert)).await?;
        }
        Ok(count)
    }

    async fn inserted_rows(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> QueryResult<Vec<M>> {
        let mut inserted = Vec::with_capacity(batch.len());
        let returning = facts_of(self)?.returning;
        for part in &batch.parts {
            if !returning {
                insert_and_read(self, batch, part, &mut inserted).await?;
                continue;
            }
            let insert = InsertRows::new(&batch.rows, part.clone()).returning(M::as_select());
            let insert = RowStatement::Insert(insert);
            self.fetch(insert, |row| inserted.push(row)).await?;
        }
        touch_owners(&inserted, self, touching).await?;
        Ok(batch.in_order(inserted))
    }

    async fn insert_unread(&mut self, row: &Shared<V>, touching: &Touching) -> QueryResult<usize> {
        let makes_key = FoundBy::of::<M, C::DB>(row)?.forgets_last_key();
        if makes_key {
            self.execute(RowStatement::ForgetLastKey).await?;
        }
        let inserted = self
            .execute(RowStatement::Insert(InsertRows::one(row)?))
            .await?;
        if touching.is_due::<M>() {
            let unread = Inserted::new(row.clone());
            let touched = touch_owner_of_unread::<_, _, M, _>(unread, self, touching).await?;
            // The row shows which of several owners there are, or none because the key is not known.
            if touched.is_none_or(|count| count == 0 && makes_key) {
                let row = self.read_inserted(row).await?;
                if touched.is_none() {
                    touch_owners(slice::from_ref(&row), self, touching).await?;
                }
            }
        }
        Ok(inserted)
    }

    async fn read_inserted(&mut self, row: &Shared<V>) -> QueryResult<M> {
        let select = SelectRows::inserted(row.clone(), M::as_select());
        let row = select_one(select, self).await?;
        row.ok_or_else(unknown_key::<M>)
    }

    async fn save_row(
        &mut self,
        row: &M,
        values: &Shared<V>,
        will_be: &[M],
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<usize> {
        let Some(key) = primary_key(row) else {
            return self.insert_rows(&Batch::one(values)?, touching).await;
        };
        let update = UpdateRow::new(key.clone(), values.clone());
        let mut saved = self.execute(RowStatement::Update(update)).await?;
        if saved == 0 {
            if UpdateRow::<M, V>::SEES_CHANGES {
                let select = SelectRows::by_key(key.clone(), M::as_select());
                let select = select.after_reads(inside.has_read);
                // It has these values already.
                if select_one::<_, _, M, V>(select, self).await?.is_some() {
                    return Ok(0);
                }
            }
            let insert = RowStatement::Insert(InsertRows::one(values)?);
            saved = self.execute(insert).await?;
        }
        self.touch_owners_of(vec![key], will_be, touching).await?;
        Ok(saved)
    }

    async fn saved_row(
        &mut self,
        row: &M,
        values: &Shared<V>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<M> {
        let Some(key) = primary_key(row) else {
            let mut rows = self.inserted_rows(&Batch::one(values)?, touching).await?;
            return rows.pop().ok_or(NotFound);
        };
        self.save_row(row, values, &[], touching, inside).await?;
        // The values may have changed its key.
        let select = SelectRows::written(key, values.clone(), M::as_select());
        let select = select.after_reads(inside.has_read);
        select_one(select, self).await?.ok_or(NotFound)
    }
}

/// Inserts rows where the database cannot return them, and reads them: an `INSERT` and a `SELECT` for all of them where their keys
/// are known, and else for each.
async fn insert_and_read<C, Mode, M, V>(
    conn: &mut C,
    batch: &Batch<V>,
    part: &Part,
    inserted: &mut Vec<M>,
) -> QueryResult<()>
where
    C: WriteRows<Mode, M, V>
        + Execute<Mode, Statement<M, V, DbOf<C, Mode>>>
        + Fetch<Mode, Statement<M, V, DbOf<C, Mode>>, M>,
    C: Driver<Mode, DB: Dialect>,
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
{
    let numbers = part.rows.clone();
    let found_by = FoundBy::of::<M, C::DB>(&batch.rows[numbers.start])?;
    if numbers.len() == 1 || found_by == FoundBy::EachAlone {
        for number in numbers {
            let row = batch.row(number);
            conn.insert_unread(&row, &Touching::nothing()).await?;
            inserted.push(conn.read_inserted(&row).await?);
        }
        return Ok(());
    }
    let expected = inserted.len() + numbers.len();
    if found_by == FoundBy::MadeKeys {
        conn.execute(RowStatement::ForgetLastKey).await?;
    }
    let insert = InsertRows::new(&batch.rows, part.clone());
    conn.execute(RowStatement::Insert(insert)).await?;
    let mut start = numbers.start;
    while start < numbers.end {
        let end = numbers.end.min(start.saturating_add(found_by.most()));
        let select = SelectRows::several(&batch.rows, start..end, found_by, M::as_select());
        let select = RowStatement::Select(select);
        conn.fetch(select, |row| inserted.push(row)).await?;
        start = end;
    }
    match inserted.len() == expected {
        true => Ok(()),
        false => Err(unknown_key::<M>()),
    }
}

/// The row that this selects.
async fn select_one<C, Mode, M, V>(
    select: SelectRows<M, V, AsSelect<M, DbOf<C, Mode>>>,
    conn: &mut C,
) -> QueryResult<Option<M>>
where
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    C: Fetch<Mode, Statement<M, V, DbOf<C, Mode>>, M>,
{
    let mut row = None;
    let select = RowStatement::Select(select);
    conn.fetch(select, |found| row = Some(found)).await?;
    Ok(row)
}

/// A row that was inserted cannot be read, because its key is not known.
pub(crate) fn unknown_key<M: HasPrimaryKey>() -> diesel::result::Error {
    let name = M::PrimaryKey::name();
    DeserializationError(Box::new(UnknownKey {
        primary_key: (M::TABLE, name),
    }))
}

/// Touches the owners of rows that are in memory; how many.
pub(crate) async fn touch_owners<C, Mode, M>(
    rows: &[M],
    conn: &mut C,
    touching: &Touching,
) -> QueryResult<usize>
where
    M: HasPrimaryKey,
    C: TouchOwners<Mode, M>,
{
    if !touching.is_due::<M>() {
        return Ok(0);
    }
    let keys = rows.iter().filter_map(primary_key).collect();
    conn.touch_owners_of(keys, rows, touching).await
}
