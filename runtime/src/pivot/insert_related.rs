//! Connections that insert and save related rows, and attach them.

use std::slice;

use diesel::QueryResult;

use crate::declare::many_to_many::{ManyToMany, hides, id_of};
use crate::declare::primary_key::{HasPrimaryKey, primary_key};
use crate::declare::relation_def::RelationDef;
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Execute, Transact};
use crate::driver::transaction::{TRANSACTION, send};
use crate::error::row::null_key;
use crate::pivot::attach_inserted::AttachInserted;
use crate::pivot::changes::Changes;
use crate::pivot::given::Given;
use crate::pivot::mode::{ATTACH, PivotMode};
use crate::pivot::sync::WritePivot;
use crate::pivot::with_fields::PivotFields;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::link::Link;
use crate::write::write_related::{InsertRelated, SaveRelated};
use crate::write::write_rows::WriteRows;

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V, F> InsertRelated<Mode, K, V, F> for C
where
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::RelatedKey: KeyColumns,
    F: PivotFields,
    C: Driver<Mode, DB: Dialect> + Transact<Mode> + WriteRows<Mode, K::Related, V>,
    C: WritePivot<Mode, K, F::Row, F::Common>
        + Execute<Mode, AttachInserted<K, V, F::Row, F::Common>>,
{
    async fn insert_related(
        &mut self,
        key: K::Key,
        rows: Vec<V>,
        fields: F,
        touching: &Touching,
        reads: bool,
    ) -> QueryResult<(usize, Vec<K::Related>)> {
        let (fields, common) = fields.rows(rows.len())?;
        let batch = self.batch(rows)?;
        let shares_columns = K::KeyColumn::NAMES
            .iter()
            .any(|name| K::RelatedKey::NAMES.contains(name));
        // The values that its pivot row depends on are read from the row, but for its key.
        let is_read = reads || facts_of(self)?.returning || hides::<K>() || shares_columns;
        let only_row = batch.only_row().filter(|_| !is_read);
        let unread = only_row.zip(fields.first());
        send(self, TRANSACTION, async |conn, inside| {
            let rows = match &unread {
                None => conn.inserted_rows(&batch, touching).await?,
                Some((row, fields)) => {
                    conn.insert_unread(row, touching).await?;
                    let fields = ((*fields).clone(), common.clone());
                    let attach = conn.attach_unread(key.clone(), row.clone(), fields, touching);
                    if attach.await? {
                        return Ok((1, Vec::new()));
                    }
                    vec![conn.read_inserted(row).await?]
                }
            };
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
            Ok((rows.len(), rows))
        })
        .await
    }
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V, F> SaveRelated<Mode, K, V, F> for C
where
    K: ManyToMany<Related: HasPrimaryKey>,
    F: PivotFields + Link<K, Saved = Changes<<K as ManyToMany>::RelatedId>>,
    C: Transact<Mode> + WriteRows<Mode, K::Related, V>,
    C: WritePivot<Mode, K, F::Row, F::Common>,
{
    async fn save_related(
        &mut self,
        key: K::Key,
        rows: Vec<(&K::Related, V)>,
        fields: F,
        touching: &Touching,
        reads: bool,
    ) -> QueryResult<(Changes<K::RelatedId>, Vec<K::Related>)> {
        let (fields, common) = fields.rows(rows.len())?;
        let rows = rows.into_iter();
        let saved: Vec<_> = rows
            .map(|(row, values)| (row, Shared::one(values)))
            .collect();
        send(self, TRANSACTION.contested(), async |conn, inside| {
            let (mut pivots, mut read) = (Vec::with_capacity(saved.len()), Vec::new());
            for ((row, values), fields) in saved.iter().zip(&fields) {
                if primary_key(*row).is_none() {
                    return Err(null_key(K::REMOTE, "primary key"));
                }
                if reads {
                    read.push(conn.saved_row(row, values, touching, inside).await?);
                } else {
                    let known = slice::from_ref(*row);
                    conn.save_row(row, values, known, touching, inside).await?;
                }
                pivots.push((id_of::<K>(K::related_id(row))?, fields.clone()));
            }
            let given = Given {
                key: key.clone(),
                rows: pivots,
                fields: common.clone(),
                mode: ATTACH,
            };
            let changes = conn.write_pivot_inside(given, touching, inside).await?;
            Ok((changes, read))
        })
        .await
    }
}
