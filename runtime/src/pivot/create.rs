//! Writing related rows through a many-to-many relation: `create`, `save`.

use crate::pivot::first_or_create::Pivots;
use crate::sql::source::Joined;
use crate::write::writes::Writes;
use std::future::Future;
use std::slice;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::{NotFound, QueryBuilderError};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::many_to_many::{hides, id_of};
use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Transact};
use crate::driver::transaction::{TRANSACTION, send};
#[cfg(doc)]
use crate::error::NullKey;
use crate::error::PivotCount;
use crate::error::null_key;
use crate::pivot::attach_inserted::AttachUnread;
use crate::pivot::plan::{ATTACH, Plan, WritePivot};
use crate::pivot::write::Changes;
use crate::sql::order_key::ColumnNames;
use crate::sql::values::NoFields;
use crate::touch::step::{Touching, without_touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::batch::Shared;
use crate::write::insert_rows::InsertBatch;
use crate::write::row::{InsertModel, UpdateModel};
use crate::write::writes::{New, NewRows, Saved, SavedMany, parent_key};

/// New related rows, or related rows to save, which are attached: `R` are the rows, `F` the fields of the pivot rows.
#[must_use = "nothing is written before `execute`, `get_result` or `get_results`"]
pub struct RelatedWrite<K: ManyToMany, R, F = AllPivots<NoFields>> {
    key: Option<K::Key>,
    rows: R,
    fields: F,
    touching: Touching,
}

without_touching!(RelatedWrite<K: ManyToMany, R, F>);

impl<K: ManyToMany, R, F> RelatedWrite<K, R, F> {
    /// The same with other rows, or other fields.
    fn map<Rows, Fields>(
        self,
        change: impl FnOnce(R, F) -> (Rows, Fields),
    ) -> RelatedWrite<K, Rows, Fields> {
        let (rows, fields) = change(self.rows, self.fields);
        RelatedWrite {
            key: self.key,
            rows,
            fields,
            touching: self.touching,
        }
    }
}

impl<K: ManyToMany, R> RelatedWrite<K, R> {
    pub(crate) fn new(key: Option<K::Key>, rows: R) -> Self {
        RelatedWrite {
            key,
            rows,
            fields: AllPivots(NoFields),
            touching: Touching::default(),
        }
    }

    /// Fields of the pivot rows.
    pub fn with_pivot<F, V>(self, fields: F) -> RelatedWrite<K, R, AllPivots<V>>
    where
        F: ColumnValues<K::Pivot, Values = V>,
    {
        self.map(|rows, _| (rows, AllPivots(fields.into_values())))
    }
}

/// Fields of each pivot row, by position.
#[derive(Debug)]
pub struct EachPivot<F>(Vec<F>);

impl<K: ManyToMany, R> RelatedWrite<K, R> {
    /// Fields of each pivot row, in the order of the rows: as many as there are rows.
    pub fn with_pivots<I, F, V>(self, fields: I) -> RelatedWrite<K, R, EachPivot<V>>
    where
        I: IntoIterator<Item = F>,
        F: ColumnValues<K::Pivot, Values = V>,
    {
        let fields = fields.into_iter().map(F::into_values).collect();
        self.map(|rows, _| (rows, EachPivot(fields)))
    }
}

/// The fields of pivot rows: the same for all, or of each. They can be written again.
pub trait PivotFields {
    /// Those of each row.
    type Row: Clone;
    /// Those of all rows.
    type Common: Clone;
    /// Both, for so many rows.
    fn rows(self, count: usize) -> QueryResult<(Vec<Self::Row>, Self::Common)>;
}

impl<F> PivotFields for EachPivot<F> {
    type Row = Arc<F>;
    type Common = NoFields;
    fn rows(self, count: usize) -> QueryResult<(Vec<Arc<F>>, NoFields)> {
        let pivots = self.0.len();
        if pivots != count {
            return Err(QueryBuilderError(Box::new(PivotCount {
                rows: count,
                pivots,
            })));
        }
        Ok((self.0.into_iter().map(Arc::new).collect(), NoFields))
    }
}

/// The same fields for all rows.
#[derive(Debug)]
pub struct AllPivots<F>(F);

impl<F> PivotFields for AllPivots<F> {
    type Row = NoFields;
    type Common = Arc<F>;
    fn rows(self, count: usize) -> QueryResult<(Vec<NoFields>, Arc<F>)> {
        Ok((vec![NoFields; count], Arc::new(self.0)))
    }
}

/// A connection that writes related rows `R` of the relation `K`, and attaches them.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be written with this connection",
    label = "cannot be written with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the \
            values must be such that this database takes for their columns, and the model derives `Queryable` and \
            `Selectable`"
)]
pub trait WriteRelated<Mode, K: ManyToMany, R, F> {
    /// What comes of it.
    type Output;
    /// Writes the rows and attaches them, in a transaction.
    fn write_related(
        &mut self,
        key: K::Key,
        rows: R,
        fields: F,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Self::Output>>;
}

impl<C, Mode, K, V, F> WriteRelated<Mode, K, NewRows<V>, F> for C
where
    K: ManyToMany,
    F: PivotFields,
    C: Transact<Mode>,
    C: InsertBatch<Mode, K::Related, V> + WritePivot<Mode, K, F::Row, F::Common>,
{
    type Output = Vec<K::Related>;
    async fn write_related(
        &mut self,
        key: K::Key,
        new: NewRows<V>,
        fields: F,
        touching: &Touching,
    ) -> QueryResult<Vec<K::Related>> {
        let (fields, common) = fields.rows(new.0.len())?;
        let batch = C::batch(new.0)?;
        send(self, TRANSACTION, async |conn, inside| {
            let rows = conn.insert_returning(&batch, touching).await?;
            let mut pivots = Vec::with_capacity(rows.len());
            for (row, fields) in rows.iter().zip(&fields) {
                pivots.push((id_of::<K>(K::related_id(row))?, fields.clone()));
            }
            let (key, common) = (key.clone(), common.clone());
            let plan = Plan::attach_new::<K>();
            conn.write_pivot_inside(key, pivots, common, plan, touching, inside)
                .await?;
            Ok(rows)
        })
        .await
    }
}

/// New rows that nobody asked to see.
#[derive(Debug)]
pub struct Unread<V>(Vec<V>);

impl<C, Mode, K, V, F> WriteRelated<Mode, K, Unread<V>, F> for C
where
    K: ManyToMany<KeyColumn: ColumnNames, RelatedKey: ColumnNames>,
    F: PivotFields,
    C: Driver<Mode, DB: Dialect> + Transact<Mode>,
    C: InsertBatch<Mode, K::Related, V> + InsertModel<Mode, K::Related, Shared<V>>,
    C: WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    C: AttachUnread<Mode, K, Shared<V>, F::Row, F::Common> + WritePivot<Mode, K, F::Row, F::Common>,
{
    type Output = usize;
    async fn write_related(
        &mut self,
        key: K::Key,
        Unread(new): Unread<V>,
        fields: F,
        touching: &Touching,
    ) -> QueryResult<usize> {
        let shares_columns = K::KeyColumn::NAMES
            .iter()
            .any(|name| K::RelatedKey::NAMES.contains(name));
        // What its pivot row depends on is read from the row, but for its key.
        if C::DB::RETURNING || new.len() != 1 || hides::<K>() || shares_columns {
            let rows = NewRows(new);
            let rows = WriteRelated::write_related(self, key, rows, fields, touching).await?;
            return Ok(rows.len());
        }
        let (mut fields, common) = fields.rows(1)?;
        let Some(fields) = fields.pop() else {
            return Ok(0);
        };
        let row = C::batch(new)?.row(0);
        send(self, TRANSACTION, async |conn, inside| {
            let inserted = conn.insert_unread(Arc::clone(&row), touching).await?;
            let pivot = || (fields.clone(), common.clone());
            let (row, (fields, common)) = (Arc::clone(&row), pivot());
            let attached =
                conn.attach_unread(key.clone(), Arc::clone(&row), fields, common, touching);
            if !attached.await? {
                let row = conn.read_inserted(row).await?;
                let (fields, common) = pivot();
                let pivots = vec![(id_of::<K>(K::related_id(&row))?, fields)];
                let plan = Plan::attach_new::<K>();
                conn.write_pivot_inside(key.clone(), pivots, common, plan, touching, inside)
                    .await?;
            }
            Ok(inserted)
        })
        .await
    }
}

impl<'m, C, Mode, K, V, F> WriteRelated<Mode, K, SavedMany<'m, K::Related, V>, F> for C
where
    K: ManyToMany<Related: HasPrimaryKey>,
    F: PivotFields,
    C: Transact<Mode>,
    C: UpdateModel<Mode, K::Related, V> + WritePivot<Mode, K, F::Row, F::Common>,
{
    type Output = Changes<K::RelatedId>;
    async fn write_related(
        &mut self,
        key: K::Key,
        saved: SavedMany<'m, K::Related, V>,
        fields: F,
        touching: &Touching,
    ) -> QueryResult<Changes<K::RelatedId>> {
        let (fields, common) = fields.rows(saved.0.len())?;
        let saved = saved.0.into_iter();
        let saved: Vec<_> = saved.map(|(row, values)| (row, Arc::new(values))).collect();
        send(self, TRANSACTION.contested(), async |conn, inside| {
            let mut pivots = Vec::with_capacity(saved.len());
            for ((row, values), fields) in saved.iter().zip(&fields) {
                let key = primary_key(*row).ok_or_else(|| null_key(K::REMOTE, "primary key"))?;
                let known = slice::from_ref(*row);
                conn.save_row(key, Arc::clone(values), known, touching, inside)
                    .await?;
                pivots.push((id_of::<K>(K::related_id(row))?, fields.clone()));
            }
            let (key, common) = (key.clone(), common.clone());
            conn.write_pivot_inside(key, pivots, common, ATTACH, touching, inside)
                .await
        })
        .await
    }
}

impl<K: ManyToMany, V, F> RelatedWrite<K, New<V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one, and returns the row as it was inserted.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the parent's key, or that of the new row, is NULL.
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<K::Related>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        <C as Driver<Mode>>::run(async move {
            let rows = NewRows(vec![self.rows.0]);
            let key = parent_key::<K>(self.key)?;
            let rows = conn
                .write_related(key, rows, self.fields, &self.touching)
                .await?;
            rows.into_iter().next().ok_or(NotFound)
        })
    }

    /// As [`get_result`](Self::get_result); how many rows were inserted. MySQL and MariaDB need not read the row: its pivot row is written
    /// by the key that it gives, or by that of `AUTO_INCREMENT`.
    ///
    /// # Errors
    ///
    /// As [`get_result`](Self::get_result).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, Unread<V>, F, Output = usize>,
    {
        self.map(|New(row), fields| (NewRows(vec![row]), fields))
            .execute(conn)
    }
}

impl<K: ManyToMany, V, F> RelatedWrite<K, NewRows<V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one, and returns the rows as they were inserted, in
    /// the order in which they were given. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the parent's key, or that of a new row, is NULL; and [`PivotCount`] where there
    /// are not as many pivot rows as rows.
    pub fn get_results<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<K::Related>>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(Vec::new());
            }
            let key = parent_key::<K>(self.key)?;
            conn.write_related(key, self.rows, self.fields, &self.touching)
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
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, Unread<V>, F, Output = usize>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(0);
            }
            let key = parent_key::<K>(self.key)?;
            let rows = Unread(self.rows.0);
            conn.write_related(key, rows, self.fields, &self.touching)
                .await
        })
    }
}

impl<'m, K: ManyToMany, V, F> RelatedWrite<K, Saved<'m, K::Related, V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one. Where the row is attached already, it is not attached
    /// twice; the fields of its pivot row are updated.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the key of the parent or of the row is NULL.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Changes<K::RelatedId>>> + use<'c, 'm, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode>
            + WriteRelated<Mode, K, SavedMany<'m, K::Related, V>, F, Output = Changes<K::RelatedId>>,
    {
        self.map(|Saved(row, values), fields| (SavedMany(vec![(row, values)]), fields))
            .execute(conn)
    }
}

impl<'m, K: ManyToMany, V, F> RelatedWrite<K, SavedMany<'m, K::Related, V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one. A row that is attached already is not attached
    /// twice; the fields of its pivot row are updated. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the key of the parent or of a row is NULL; and [`PivotCount`] where there are not
    /// as many pivot rows as rows.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Changes<K::RelatedId>>> + use<'c, 'm, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode>
            + WriteRelated<Mode, K, SavedMany<'m, K::Related, V>, F, Output = Changes<K::RelatedId>>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.0.is_empty() {
                return Ok(Changes::default());
            }
            let key = parent_key::<K>(self.key)?;
            conn.write_related(key, self.rows, self.fields, &self.touching)
                .await
        })
    }
}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany, R, T, RK, TK, Refers> Writes<K> for Joined<R, T, RK, TK, Refers> {
    type Write<Rows> = RelatedWrite<K, Rows>;
    type Beside = Pivots<NoFields>;
    fn write<Rows>(key: Option<K::Key>, rows: Rows) -> RelatedWrite<K, Rows> {
        RelatedWrite::new(key, rows)
    }
}
