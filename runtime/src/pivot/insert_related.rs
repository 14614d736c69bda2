//! Connections that insert and save related rows, and attach them.

use std::future::Future;
use std::slice;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::QueryBuilderError;

use crate::declare::many_to_many::{ManyToMany, hides, id_of};
use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Transact};
use crate::driver::transaction::{TRANSACTION, send};
use crate::error::pivot::PivotCount;
use crate::error::row::null_key;
use crate::pivot::attach_inserted::AttachUnread;
use crate::pivot::changes::Changes;
use crate::pivot::given::Given;
use crate::pivot::mode::{ATTACH, PivotMode};
use crate::pivot::sync::WritePivot;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::NoFields;
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::insert_rows::InsertBatch;
use crate::write::row::{InsertModel, UpdateModel};
use crate::write::writes::{NewRows, SavedMany};

/// Fields of each pivot row, by position.
#[derive(Debug)]
pub struct EachPivot<F>(pub(crate) Vec<F>);

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
pub struct AllPivots<F>(pub(crate) F);

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
        let batch = self.batch(new.0)?;
        send(self, TRANSACTION, async |conn, inside| {
            let rows = conn.insert_returning(&batch, touching).await?;
            let mut pivots = Vec::with_capacity(rows.len());
            for (row, fields) in rows.iter().zip(&fields) {
                pivots.push((id_of::<K>(K::related_id(row))?, fields.clone()));
            }
            let given = Given {
                key: key.clone(),
                rows: pivots,
                fields: common.clone(),
                mode: PivotMode::attach_new::<K>(),
            };
            conn.write_pivot_inside(given, touching, inside).await?;
            Ok(rows)
        })
        .await
    }
}

/// New rows that nobody asked to see.
#[derive(Debug)]
pub struct Unread<V>(pub(crate) Vec<V>);

impl<C, Mode, K, V, F> WriteRelated<Mode, K, Unread<V>, F> for C
where
    K: ManyToMany<KeyColumn: KeyColumns, RelatedKey: KeyColumns>,
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
        if facts_of(self)?.returning || new.len() != 1 || hides::<K>() || shares_columns {
            let rows = NewRows(new);
            let rows = WriteRelated::write_related(self, key, rows, fields, touching).await?;
            return Ok(rows.len());
        }
        let (mut fields, common) = fields.rows(1)?;
        let Some(fields) = fields.pop() else {
            return Ok(0);
        };
        let row = self.batch(new)?.row(0);
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
                let given = Given {
                    key: key.clone(),
                    rows: pivots,
                    fields: common,
                    mode: PivotMode::attach_new::<K>(),
                };
                conn.write_pivot_inside(given, touching, inside).await?;
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
            let given = Given {
                key: key.clone(),
                rows: pivots,
                fields: common.clone(),
                mode: ATTACH,
            };
            conn.write_pivot_inside(given, touching, inside).await
        })
        .await
    }
}
