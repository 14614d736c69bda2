//! The input of a write of a pivot table: related rows with fields, and what becomes of them.

use std::borrow::Cow;
use std::sync::Arc;

use diesel::QueryResult;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver};
use crate::load::compare_keys::firsts;
use crate::load::equal_keys::CompareKeys;
use crate::load::key_index::Index;
use crate::pivot::changes::Changes;
use crate::pivot::input::{Attached, PivotInput};
use crate::pivot::mode::PivotMode;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;

/// The input of a write of a pivot table: `R` are the fields of each row, `F` those of all.
pub struct Given<K: ManyToMany, R, F> {
    pub(crate) key: K::Key,
    pub(crate) rows: Vec<(K::RelatedId, R)>,
    pub(crate) fields: F,
    pub(crate) mode: PivotMode,
}

impl<K: ManyToMany, R, F> Given<K, R, F> {
    /// Each row once, and checked: what cannot be written is refused before anything is.
    pub(crate) async fn prepare<C, Mode>(mut self, conn: &mut C) -> QueryResult<Prepared<K, R, F>>
    where
        C: Driver<Mode, DB: Dialect> + CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
        K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
        K::RelatedKey: KeyColumns,
        Attached<K>: Values<DbOf<C, Mode>>,
        R: Values<DbOf<C, Mode>>,
        F: Values<DbOf<C, Mode>>,
    {
        let mode = self.mode;
        if !mode.blindly {
            self.rows = each_once::<_, Mode, K, R>(self.rows, conn).await?;
        }
        let prepared = Prepared::new(self);
        prepared.input.check::<C::DB>(mode.attach)?;
        Ok(prepared)
    }
}

/// The given rows, each once.
pub(crate) struct Prepared<K: ManyToMany, R, F> {
    pub(crate) input: Arc<PivotInput<K, R, F>>,
    /// The keys of the rows; none where the rows are attached without a look at what is there.
    pub(crate) index: Option<Index<K::RelatedId>>,
    pub(crate) mode: PivotMode,
}

impl<K: ManyToMany, R, F> Prepared<K, R, F> {
    fn new(given: Given<K, R, F>) -> Self {
        let Given {
            key,
            rows,
            fields,
            mode,
        } = given;
        if mode.blindly {
            let (ids, values) = rows.into_iter().unzip();
            let input = Arc::new(PivotInput::new(key, ids, values, fields));
            let index = None;
            return Prepared { input, index, mode };
        }
        // Ids that were given twice count once, with the last fields.
        let index = Index::new(rows.iter().map(|(id, _)| Some(Cow::Borrowed(id))), true);
        let mut values: Vec<Option<R>> = Vec::new();
        values.resize_with(index.keys().len(), || None);
        for (id, row) in rows {
            if let Some(number) = index.number(&id) {
                values[number as usize] = Some(row);
            }
        }
        let values = values.into_iter().flatten().collect();
        let input = Arc::new(PivotInput::new(key, index.keys().to_vec(), values, fields));
        let index = Some(index);
        Prepared { input, index, mode }
    }

    /// All rows.
    pub(crate) fn numbers(&self) -> Vec<usize> {
        (0..self.input.ids.len()).collect()
    }

    /// The changes where all rows were attached.
    pub(crate) fn all_attached(&self) -> Changes<K::RelatedId> {
        Changes {
            attached: self.input.ids.clone(),
            ..Changes::default()
        }
    }
}

/// The rows, where those whose ids are equal to the database have the same id.
async fn each_once<C, Mode, K, R>(
    mut rows: Vec<(K::RelatedId, R)>,
    conn: &mut C,
) -> QueryResult<Vec<(K::RelatedId, R)>>
where
    K: ManyToMany,
    C: CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
{
    if K::RelatedKey::is_text() && rows.len() > 1 {
        let ids: Vec<_> = rows.iter().map(|(id, _)| id).collect();
        let firsts = firsts::<K::RelatedKey, _, _, _>(&ids, conn).await?;
        for (number, first) in firsts.into_iter().enumerate() {
            if first != number {
                rows[number].0 = rows[first].0.clone();
            }
        }
    }
    Ok(rows)
}
