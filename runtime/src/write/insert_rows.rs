//! Inserting rows of a model: as few statements as the database takes.

use std::future::Future;
use std::sync::Arc;

use diesel::dsl::AsSelect;
use diesel::prelude::*;

use crate::declare::primary_key::HasPrimaryKey;
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch};
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;
use crate::touch::propagate::TouchOwners;
use crate::touch::step::Touching;
use crate::write::batch::{Batch, Part, Shared, named_columns};
use crate::write::insert_statement::InsertRows;
use crate::write::inserted_rows::{ForgetLastKey, FoundBy, SelectInserted};
use crate::write::row::{InsertModel, touch_owners, unknown_key};

/// A connection that inserts rows of the model `M`, with the values `V` each.
pub trait InsertBatch<Mode, M, V> {
    /// The rows and the parts of them that one statement takes each.
    fn batch(&mut self, rows: Vec<V>) -> QueryResult<Batch<V>>;
    /// Inserts the rows and returns them, in their order.
    fn insert_returning(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Vec<M>>>;
    /// Inserts the rows; how many.
    fn insert(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
}

/// Inserts rows where the database cannot return them, and reads them: an `INSERT` and a `SELECT` for all of them where their keys
/// are known, and else for each.
async fn insert_and_read<C, Mode, M, V>(
    conn: &mut C,
    rows: &Arc<Vec<V>>,
    part: &Part,
    inserted: &mut Vec<M>,
) -> QueryResult<()>
where
    C: Driver<Mode, DB: Dialect>,
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: InsertModel<Mode, M, Shared<V>>,
    C: Fetch<Mode, SelectInserted<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, InsertRows<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + Execute<Mode, ForgetLastKey>,
{
    let numbers = part.rows.clone();
    let found_by = FoundBy::of::<M, C::DB>(&rows[numbers.start])?;
    if numbers.len() == 1 || found_by == FoundBy::EachAlone {
        for number in numbers {
            let rows = Arc::clone(rows);
            let row = Shared { rows, number };
            inserted.push(conn.insert_row(Arc::new(row), &Touching::nothing()).await?);
        }
        return Ok(());
    }
    let expected = inserted.len() + numbers.len();
    if found_by == FoundBy::MadeKeys {
        conn.execute(ForgetLastKey).await?;
    }
    conn.execute(InsertRows::new(rows, part.clone(), None))
        .await?;
    let mut start = numbers.start;
    while start < numbers.end {
        let end = numbers.end.min(start.saturating_add(found_by.most()));
        let select = SelectInserted::new(rows, start..end, found_by, M::as_select());
        conn.fetch(select, |row| inserted.push(row)).await?;
        start = end;
    }
    match inserted.len() == expected {
        true => Ok(()),
        false => Err(unknown_key::<M>()),
    }
}

impl<C, Mode, M, V> InsertBatch<Mode, M, V> for C
where
    C: Driver<Mode, DB: Dialect>,
    M: HasPrimaryKey + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: InsertModel<Mode, M, Shared<V>> + TouchOwners<Mode, M>,
    C: Fetch<Mode, InsertRows<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Fetch<Mode, SelectInserted<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, InsertRows<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + Execute<Mode, ForgetLastKey>,
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

    async fn insert_returning(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> QueryResult<Vec<M>> {
        let Batch { rows, parts, .. } = batch;
        let mut inserted = Vec::with_capacity(rows.len());
        if facts_of(self)?.returning {
            for part in parts {
                let insert = InsertRows::new(rows, part.clone(), Some(M::as_select()));
                self.fetch(insert, |row| inserted.push(row)).await?;
            }
        } else {
            for part in parts {
                insert_and_read(self, rows, part, &mut inserted).await?;
            }
        }
        touch_owners(&inserted, self, touching).await?;
        Ok(batch.in_order(inserted))
    }

    async fn insert(&mut self, batch: &Batch<V>, touching: &Touching) -> QueryResult<usize> {
        if touching.is_due::<M>() {
            if batch.rows.len() == 1 && !facts_of(self)?.returning {
                return self.insert(batch.row(0), touching).await;
            }
            return Ok(self.insert_returning(batch, touching).await?.len());
        }
        let mut count = 0;
        for part in &batch.parts {
            count += self
                .execute(InsertRows::<M, V, _>::new(&batch.rows, part.clone(), None))
                .await?;
        }
        Ok(count)
    }
}
