//! Inserting rows of a model: as few statements as the database takes.

use std::future::Future;
use std::ops::Range;
use std::sync::Arc;

use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, ReturningClause};

use crate::declare::model::Model;
use crate::declare::primary_key::HasPrimaryKey;
use crate::declare::timestamps::now;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch};
use crate::driver::statement::statement;
use crate::load::eager::VALUES_PER_STATEMENT;
use crate::sql::order_key::ColumnNames;
use crate::sql::values::{EachField, Values, columns};
use crate::touch::along::TouchOwners;
use crate::touch::step::Touching;
use crate::write::inserted_rows::{FoundBy, SelectInserted};
use crate::write::row::{InsertModel, inserted_row_not_found, touch_owners};
use crate::write::row_statement::ForgetLastKey;

/// How many bytes of values one statement sends, about: servers take packets of 4 MB and more by default.
pub(crate) const BYTES_PER_STATEMENT: usize = 2_000_000;

/// `INSERT INTO roles (name) VALUES (?), (?) RETURNING id, name`
pub struct InsertRows<M: Model, V, E> {
    table: M::Table,
    rows: Arc<Vec<V>>,
    part: Part,
    returning: Option<ReturningClause<E>>,
}

impl<M: Model, V, E> InsertRows<M, V, E> {
    fn new(rows: &Arc<Vec<V>>, part: Part, returning: Option<E>) -> Self {
        InsertRows {
            table: M::Table::default(),
            rows: Arc::clone(rows),
            part,
            returning: returning.map(ReturningClause),
        }
    }
}

statement!(InsertRows<M: Model, V, E>);

impl<M: Model, V, E: Expression> Query for InsertRows<M, V, E> {
    type SqlType = E::SqlType;
}

impl<M, V, E, DB> QueryFragment<DB> for InsertRows<M, V, E>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.part
            .walk_insert::<M, V, DB>(&self.table, &self.rows, out.reborrow())?;
        if let Some(returning) = &self.returning {
            DB::walk_returning(returning, out.reborrow())?;
        }
        Ok(())
    }
}

/// `INSERT INTO roles (name) VALUES (?), (DEFAULT)`: rows with values for these columns; one row where there are none. The columns of
/// `timestamps` that have no value get the time now.
pub(crate) fn walk_insert<'b, M: Model, DB: Dialect>(
    table: &'b impl QueryFragment<DB>,
    rows: &'b [impl Values<DB>],
    given: u128,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("INSERT INTO ");
    table.walk_ast(out.reborrow())?;
    let mut separator = " (";
    let (created_at, updated_at) = M::TIMESTAMPS.unzip();
    let mut times = [created_at, updated_at];
    if let Some(row) = rows.first() {
        each_given(row, given, &mut |column, _| {
            out.push_sql(separator);
            out.push_identifier(column)?;
            separator = ", ";
            times = times.map(|time| time.filter(|name| *name != column));
            Ok(())
        })?;
    }
    for time in times.into_iter().flatten() {
        out.push_sql(separator);
        out.push_identifier(time)?;
        separator = ", ";
    }
    if separator == " (" {
        out.push_sql(DB::INSERT_DEFAULTS);
        return Ok(());
    }
    let mut separator = ") VALUES (";
    for row in rows {
        each_given(row, given, &mut |column, value| {
            out.push_sql(separator);
            separator = ", ";
            match value {
                Some(value) => value.walk_ast(out.reborrow())?,
                None if created_at == Some(column) || updated_at == Some(column) => {
                    out.push_sql(now::<M, DB>());
                }
                None => out.push_sql("DEFAULT"),
            }
            Ok(())
        })?;
        for _ in times.iter().flatten() {
            out.push_sql(separator);
            out.push_sql(now::<M, DB>());
            separator = ", ";
        }
        separator = "), (";
    }
    out.push_sql(")");
    Ok(())
}

/// Each of these columns.
fn each_given<'b, DB: Dialect>(
    row: &'b impl Values<DB>,
    given: u128,
    f: &mut EachField<'_, 'b, DB>,
) -> QueryResult<()> {
    let mut bit = 1;
    row.each(&mut |column, value| {
        let is_given = given & bit != 0;
        bit = bit.rotate_left(1);
        match is_given {
            true => f(column, value),
            false => Ok(()),
        }
    })
}

/// The rows that one statement takes.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) rows: Range<usize>,
    /// The columns for which one of them has a value.
    given: u128,
}

impl Part {
    /// `INSERT INTO roles (name) VALUES (?), (?)`: these of the rows.
    pub(crate) fn walk_insert<'b, M, V, DB>(
        &self,
        table: &'b impl QueryFragment<DB>,
        rows: &'b [V],
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        M: Model,
        V: Values<DB>,
        DB: Dialect,
    {
        if self.rows.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        walk_insert::<M, DB>(table, &rows[self.rows.clone()], self.given, out)
    }
}

/// Rows to insert, and the parts of them that one statement takes each.
pub struct Batch<V> {
    pub(crate) rows: Arc<Vec<V>>,
    pub(crate) parts: Vec<Part>,
    /// Where each row stands among those that were given, if they are in another order.
    places: Vec<usize>,
}

impl<V> Batch<V> {
    /// The rows in parts. Where the database has no word for a default, a part has rows with values for the same columns; otherwise
    /// rows that all have, or all lack, these columns of the key.
    pub(crate) fn new<DB>(mut rows: Vec<V>, key: u128) -> QueryResult<Self>
    where
        V: Values<DB>,
        DB: Dialect,
    {
        let mut given = Vec::with_capacity(rows.len());
        for row in &rows {
            given.push(columns(row)?);
        }
        let mut places = Vec::new();
        if !DB::KNOWS_DEFAULT && given.windows(2).any(|pair| pair[0] != pair[1]) {
            (rows, given, places) = grouped(rows, given);
        }
        let kind = match DB::KNOWS_DEFAULT {
            true => key,
            false => u128::MAX,
        };
        let most = VALUES_PER_STATEMENT / V::WIDTH.max(1);
        let mut parts: Vec<Part> = Vec::new();
        let mut bytes = 0;
        for (number, row) in rows.iter().enumerate() {
            let given = given[number];
            let size = match rows.len() {
                1 => 0,
                _ => bytes_of(row)?,
            };
            bytes += size;
            match parts.last_mut() {
                // Without a value there is no list of rows.
                Some(part)
                    if part.given & kind == given & kind
                        && part.given != 0
                        && given != 0
                        && part.rows.len() < most
                        && bytes <= BYTES_PER_STATEMENT =>
                {
                    part.rows.end += 1;
                    part.given |= given;
                }
                _ => {
                    let rows = number..number + 1;
                    parts.push(Part { rows, given });
                    bytes = size;
                }
            }
        }
        let rows = Arc::new(rows);
        Ok(Batch {
            rows,
            parts,
            places,
        })
    }

    /// Whether one statement inserts them.
    pub(crate) fn is_one_statement(&self) -> bool {
        self.parts.len() == 1
    }

    /// One of the rows.
    pub(crate) fn row(&self, number: usize) -> Arc<Shared<V>> {
        let rows = Arc::clone(&self.rows);
        Arc::new(Shared { rows, number })
    }

    /// What belongs to the rows, in the order in which these were given.
    fn in_order<T>(&self, inserted: Vec<T>) -> Vec<T> {
        if self.places.is_empty() {
            return inserted;
        }
        let mut ordered: Vec<_> = self.places.iter().zip(inserted).collect();
        ordered.sort_unstable_by_key(|(place, _)| **place);
        ordered.into_iter().map(|(_, it)| it).collect()
    }
}

type Grouped<V> = (Vec<V>, Vec<u128>, Vec<usize>);

/// Rows with values for the same columns behind one another, and their places before.
fn grouped<V>(rows: Vec<V>, given: Vec<u128>) -> Grouped<V> {
    let mut groups: Vec<u128> = Vec::new();
    let mut sorted = Vec::with_capacity(rows.len());
    for (place, (row, given)) in rows.into_iter().zip(given).enumerate() {
        let known = groups.iter().position(|group| *group == given);
        let group = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(given);
        }
        sorted.push((group, place, row));
    }
    sorted.sort_by_key(|(group, ..)| *group);
    let given = sorted.iter().map(|(group, ..)| groups[*group]).collect();
    let (places, rows) = sorted
        .into_iter()
        .map(|(_, place, row)| (place, row))
        .unzip();
    (rows, given, places)
}

/// Those of the columns of the rows that have these names.
pub(crate) fn named_columns<V, DB>(rows: &[V], names: &[&str]) -> QueryResult<u128>
where
    V: Values<DB>,
    DB: Dialect,
{
    let (mut named, mut bit) = (0, 1u128);
    if let Some(row) = rows.first() {
        row.each(&mut |column, _| {
            if names.contains(&column) {
                named |= bit;
            }
            bit = bit.rotate_left(1);
            Ok(())
        })?;
    }
    Ok(named)
}

/// About how many bytes the values of a row are, where the database limits those of a statement.
pub(crate) fn bytes_of<DB: Dialect>(row: &impl Values<DB>) -> QueryResult<usize> {
    let mut bytes = 0;
    if DB::LIMITS_BYTES {
        row.each(&mut |_, value| {
            bytes += value.map_or(0, |value| DB::bytes(value));
            Ok(())
        })?;
    }
    Ok(bytes)
}

/// A connection that inserts rows of the model `M`, with the values `V` each.
pub trait InsertBatch<Mode, M, V> {
    /// The rows and the parts of them that one statement takes each.
    fn batch(rows: Vec<V>) -> QueryResult<Batch<V>>;
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
    fn batch(rows: Vec<V>) -> QueryResult<Batch<V>> {
        let mut key = Vec::new();
        M::PrimaryKey::each_name(&mut |name| {
            key.push(name);
            Ok(())
        })?;
        let key = named_columns::<V, C::DB>(&rows, &key)?;
        Batch::new::<C::DB>(rows, key)
    }

    async fn insert_returning(
        &mut self,
        batch: &Batch<V>,
        touching: &Touching,
    ) -> QueryResult<Vec<M>> {
        let Batch { rows, parts, .. } = batch;
        let mut inserted = Vec::with_capacity(rows.len());
        if <C::DB as Dialect>::RETURNING {
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
            if !<C::DB as Dialect>::RETURNING && batch.rows.len() == 1 {
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
        false => Err(inserted_row_not_found::<C::DB, M>()),
    }
}

/// One of the rows of a batch.
pub struct Shared<V> {
    rows: Arc<Vec<V>>,
    number: usize,
}

impl<V: Values<DB>, DB: diesel::backend::Backend> Values<DB> for Shared<V> {
    const WIDTH: usize = V::WIDTH;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        self.rows[self.number].each(f)
    }
}
