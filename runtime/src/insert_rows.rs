//! Inserting rows of a model: as few statements as the database takes.

use std::future::Future;
use std::ops::Range;
use std::sync::Arc;

use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, ReturningClause};

use crate::Model;
use crate::dialect::Dialect;
use crate::driver::{DbOf, Driver, Execute, Fetch};
use crate::eager::VALUES_PER_STATEMENT;
use crate::fields::{Values, columns};
use crate::inserted_rows::{FoundBy, SelectInserted};
use crate::row_sql::{ForgetLastKey, Keyed};
use crate::statement::statement;
use crate::timestamps::now;
use crate::touch::{TouchOwners, Touching};
use crate::write::row::{InsertModel, not_told, touch_owners};

/// `INSERT INTO roles (name) VALUES (?), (?) RETURNING id, name`
pub struct InsertRows<M: Model, V, E> {
    table: M::Table,
    rows: Arc<Vec<V>>,
    /// Those of this statement, all with values for the same columns.
    part: Range<usize>,
    returning: Option<ReturningClause<E>>,
}

impl<M: Model, V, E> InsertRows<M, V, E> {
    fn new(rows: &Arc<Vec<V>>, part: Range<usize>, returning: Option<E>) -> Self {
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
        if self.part.len() > 1 {
            out.unsafe_to_cache_prepared();
        }
        let rows = &self.rows[self.part.clone()];
        walk_insert::<M, DB>(&self.table, rows, out.reborrow())?;
        if let Some(returning) = &self.returning {
            DB::walk_returning(returning, out.reborrow())?;
        }
        Ok(())
    }
}

/// `INSERT INTO roles (name) VALUES (?), (?)`: rows with values for the same columns; one row where there are none. The columns of
/// `timestamps` that have no value get the time now.
pub(crate) fn walk_insert<'b, M: Model, DB: Dialect>(
    table: &'b impl QueryFragment<DB>,
    rows: &'b [impl Values<DB>],
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("INSERT INTO ");
    table.walk_ast(out.reborrow())?;
    let mut separator = " (";
    let (created_at, updated_at) = M::TIMESTAMPS.unzip();
    let mut times = [created_at, updated_at];
    if let Some(row) = rows.first() {
        row.each(&mut |column, value| {
            if value.is_some() {
                out.push_sql(separator);
                out.push_identifier(column)?;
                separator = ", ";
                times = times.map(|time| time.filter(|name| *name != column));
            }
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
        row.each(&mut |_, value| {
            if let Some(value) = value {
                out.push_sql(separator);
                value.walk_ast(out.reborrow())?;
                separator = ", ";
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

/// Rows to insert, and the parts of them that one statement takes each.
pub struct Batch<V> {
    pub(crate) rows: Arc<Vec<V>>,
    pub(crate) parts: Vec<Range<usize>>,
}

impl<V> Batch<V> {
    /// The rows in parts of those that follow one another with values for the same columns.
    pub(crate) fn new<DB: Dialect>(rows: Vec<V>) -> QueryResult<Self>
    where
        V: Values<DB>,
    {
        let most = VALUES_PER_STATEMENT / V::WIDTH.max(1);
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for (number, row) in rows.iter().enumerate() {
            let given = columns(row)?;
            match parts.last_mut() {
                // Without a value there is no list of rows.
                Some(part) if last == Some(given) && given != 0 && part.len() < most => {
                    part.end += 1;
                }
                _ => parts.push(number..number + 1),
            }
            last = Some(given);
        }
        let rows = Arc::new(rows);
        Ok(Batch { rows, parts })
    }

    /// Whether one statement inserts them.
    pub(crate) fn is_one_statement(&self) -> bool {
        self.parts.len() == 1
    }
}

/// A connection that inserts rows of the model `M`, with the values `V` each.
pub trait InsertBatch<Mode, M, V> {
    /// The rows and the parts of them that one statement takes each.
    fn batch(rows: Vec<V>) -> QueryResult<Batch<V>>;
    /// Whether rows come back from the statement that inserts them.
    const RETURNS_ROWS: bool;
    /// Inserts the rows and returns them, in their order.
    fn inserted(
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
    M: Keyed + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: InsertModel<Mode, M, Shared<V>> + TouchOwners<Mode, M>,
    C: Fetch<Mode, InsertRows<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Fetch<Mode, SelectInserted<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, InsertRows<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + Execute<Mode, ForgetLastKey>,
{
    fn batch(rows: Vec<V>) -> QueryResult<Batch<V>> {
        Batch::new::<C::DB>(rows)
    }

    const RETURNS_ROWS: bool = <C::DB as Dialect>::RETURNING;

    async fn inserted(&mut self, batch: &Batch<V>, touching: &Touching) -> QueryResult<Vec<M>> {
        let Batch { rows, parts } = batch;
        let mut inserted = Vec::with_capacity(rows.len());
        if <C::DB as Dialect>::RETURNING {
            for part in parts {
                let insert = InsertRows::new(rows, part.clone(), Some(M::as_select()));
                self.fetch(insert, |row| inserted.push(row)).await?;
            }
        } else {
            for part in parts {
                insert_and_read(self, rows, part.clone(), &mut inserted).await?;
            }
        }
        touch_owners(&inserted, self, touching).await?;
        Ok(inserted)
    }

    async fn insert(&mut self, batch: &Batch<V>, touching: &Touching) -> QueryResult<usize> {
        if touching.is_due::<M>() {
            return Ok(self.inserted(batch, touching).await?.len());
        }
        let Batch { rows, parts } = batch;
        let mut count = 0;
        for part in parts {
            count += self
                .execute(InsertRows::<M, V, _>::new(rows, part.clone(), None))
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
    part: Range<usize>,
    inserted: &mut Vec<M>,
) -> QueryResult<()>
where
    C: Driver<Mode, DB: Dialect>,
    M: Keyed + Selectable<DbOf<C, Mode>>,
    V: Values<DbOf<C, Mode>>,
    C: InsertModel<Mode, M, Shared<V>>,
    C: Fetch<Mode, SelectInserted<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, InsertRows<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + Execute<Mode, ForgetLastKey>,
{
    let found_by = FoundBy::of::<M, C::DB>(&rows[part.start])?;
    if part.len() == 1 || found_by == FoundBy::EachAlone {
        for number in part {
            let rows = Arc::clone(rows);
            let row = Shared { rows, number };
            inserted.push(conn.insert_row(Arc::new(row), &Touching::nothing()).await?);
        }
        return Ok(());
    }
    let expected = inserted.len() + part.len();
    if found_by == FoundBy::MadeKeys {
        conn.execute(ForgetLastKey).await?;
    }
    conn.execute(InsertRows::new(rows, part.clone(), None))
        .await?;
    let mut start = part.start;
    while start < part.end {
        let end = part.end.min(start.saturating_add(found_by.most()));
        let select = SelectInserted::new(rows, start..end, found_by, M::as_select());
        conn.fetch(select, |row| inserted.push(row)).await?;
        start = end;
    }
    match inserted.len() == expected {
        true => Ok(()),
        false => Err(not_told::<C::DB, M>()),
    }
}

/// One of the rows of a batch.
pub struct Shared<V> {
    rows: Arc<Vec<V>>,
    number: usize,
}

impl<V: Values<DB>, DB: diesel::backend::Backend> Values<DB> for Shared<V> {
    const WIDTH: usize = V::WIDTH;
    fn each<'b>(&'b self, f: &mut crate::fields::EachField<'_, 'b, DB>) -> QueryResult<()> {
        self.rows[self.number].each(f)
    }
}
