//! Writing one row of a model: inserting, updating and saving it.

use std::future::Future;
use std::sync::Arc;

use diesel::dsl::AsSelect;
use diesel::result::Error::{DeserializationError, NotFound};
use diesel::{QueryResult, Selectable, SelectableHelper};

use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
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
use crate::write::insert_statement::InsertRow;
use crate::write::inserted_rows::{ForgetLastKey, FoundBy, Inserted};
use crate::write::select_row::SelectRow;
use crate::write::update_statement::UpdateRow;

/// A connection that inserts rows of the model `M`, with the values `V`. A row that touches others is written inside a
/// transaction.
pub trait InsertModel<Mode, M, V> {
    /// Inserts a row and returns it.
    fn insert_row(
        &mut self,
        values: Arc<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<M>>;
    /// Inserts a row.
    fn insert(
        &mut self,
        values: Arc<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Inserts a row that the database cannot return, so that [`Inserted`] is this row, and touches its owners.
    fn insert_unread(
        &mut self,
        values: Arc<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Reads the row that [`insert_unread`](Self::insert_unread) has inserted.
    fn read_inserted(&mut self, values: Arc<V>) -> impl Future<Output = QueryResult<M>>;
}

impl<C, Mode, M, V> InsertModel<Mode, M, V> for C
where
    C: Driver<Mode, DB: Dialect>,
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: Fetch<Mode, InsertRow<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Fetch<Mode, SelectRow<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, InsertRow<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + Execute<Mode, ForgetLastKey>
        + Execute<Mode, Touch<DbOf<C, Mode>, Inserted<M, V>>>
        + TouchOwners<Mode, M>,
{
    async fn insert_row(&mut self, values: Arc<V>, touching: &Touching) -> QueryResult<M> {
        let row = if facts_of(self)?.returning {
            let mut row = None;
            let insert = InsertRow::one::<C::DB>(values, Some(M::as_select()))?;
            self.fetch(insert, |found| row = Some(found)).await?;
            row.ok_or(NotFound)?
        } else {
            let nothing = Touching::nothing();
            self.insert_unread(Arc::clone(&values), &nothing).await?;
            self.read_inserted(values).await?
        };
        touch_owners(std::slice::from_ref(&row), self, touching).await?;
        Ok(row)
    }

    async fn insert(&mut self, values: Arc<V>, touching: &Touching) -> QueryResult<usize> {
        if !touching.is_due::<M>() {
            return self.execute(InsertRow::one::<C::DB>(values, None)?).await;
        }
        match facts_of(self)?.returning {
            true => self.insert_row(values, touching).await.map(|_| 1),
            false => self.insert_unread(values, touching).await,
        }
    }

    async fn insert_unread(&mut self, values: Arc<V>, touching: &Touching) -> QueryResult<usize> {
        let makes_key = FoundBy::of::<M, C::DB>(&*values)?.forgets_last_key();
        if makes_key {
            self.execute(ForgetLastKey).await?;
        }
        let insert = InsertRow::one::<C::DB>(Arc::clone(&values), None)?;
        let inserted = self.execute(insert).await?;
        if touching.is_due::<M>() {
            let row = Inserted::new(Arc::clone(&values));
            let touched = touch_owner_of_unread::<_, _, M, _>(row, self, touching).await?;
            // Which of several owners there are, or none because the key is not known, is seen in the row.
            if touched.is_none_or(|count| count == 0 && makes_key) {
                let row = self.read_inserted(values).await?;
                if touched.is_none() {
                    touch_owners(std::slice::from_ref(&row), self, touching).await?;
                }
            }
        }
        Ok(inserted)
    }

    async fn read_inserted(&mut self, values: Arc<V>) -> QueryResult<M> {
        let mut row = None;
        let select = SelectRow::inserted(values, M::as_select());
        self.fetch(select, |found| row = Some(found)).await?;
        row.ok_or_else(unknown_key::<M>)
    }
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

/// A connection that updates rows of the model `M` with the values `V`. A row that touches others is written inside a
/// transaction.
pub trait UpdateModel<Mode, M: HasPrimaryKey, V> {
    /// The row with this key.
    fn row_of(&mut self, key: KeyOf<M>, inside: Inside) -> impl Future<Output = QueryResult<M>>;
    /// Updates the row with this key, or inserts it where there is none, and returns it.
    fn saved_row(
        &mut self,
        key: KeyOf<M>,
        values: Arc<V>,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<M>>;
    /// Updates the row with this key, or inserts it where there is none; none where it is there, and seen to be the same already.
    /// `known`: the row as it will be, where that is in memory.
    fn save_row(
        &mut self,
        key: KeyOf<M>,
        values: Arc<V>,
        known: &[M],
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<usize>>;
}

impl<C, Mode, M, V> UpdateModel<Mode, M, V> for C
where
    C: Driver<Mode, DB: Dialect>,
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: Fetch<Mode, SelectRow<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, UpdateRow<M, V>>
        + Execute<Mode, InsertRow<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + TouchOwners<Mode, M>,
{
    async fn saved_row(
        &mut self,
        key: KeyOf<M>,
        values: Arc<V>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<M> {
        self.save_row(key.clone(), Arc::clone(&values), &[], touching, inside)
            .await?;
        let mut row = None;
        // The values may have changed its key.
        let select = SelectRow::written(key, values, M::as_select());
        let select = select.after_reads(inside.has_read);
        self.fetch(select, |found| row = Some(found)).await?;
        row.ok_or(NotFound)
    }

    async fn row_of(&mut self, key: KeyOf<M>, inside: Inside) -> QueryResult<M> {
        let select = SelectRow::by_key(key, M::as_select()).after_reads(inside.has_read);
        let mut row = None;
        self.fetch(select, |found| row = Some(found)).await?;
        row.ok_or(NotFound)
    }

    async fn save_row(
        &mut self,
        key: KeyOf<M>,
        values: Arc<V>,
        known: &[M],
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<usize> {
        let update = UpdateRow::<M, V>::new(key.clone(), Arc::clone(&values));
        let mut saved = self.execute(update).await?;
        if saved == 0 {
            if UpdateRow::<M, V>::SEES_CHANGES {
                match self.row_of(key.clone(), inside).await {
                    Err(NotFound) => {}
                    // It has these values already.
                    row => return row.map(|_| 0),
                }
            }
            saved = self.execute(InsertRow::one::<C::DB>(values, None)?).await?;
        }
        self.touch_owners_of(vec![key], known, touching).await?;
        Ok(saved)
    }
}
