//! The input of a write of a pivot table, and the columns of its rows: each of them once.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::result::Error::QueryBuilderError;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::error::pivot::{PivotKeyGiven, PivotKeysDiffer};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::{EachField, FieldValue, Values, has_value};
use crate::unstable::insertable::ColumnValues;

/// The values of `values(..)`.
pub(crate) type Fixed<K> =
    <<K as ManyToMany>::Fixed as ColumnValues<<K as ManyToMany>::Pivot>>::Values;
type Attach<K> = <<K as ManyToMany>::Attach as ColumnValues<<K as ManyToMany>::Pivot>>::Values;
/// The values of a row that is attached, beside the keys.
pub(crate) type Attached<K> = (Fixed<K>, Attach<K>);

/// The common part of the statements of one write: `R` are the values of each row, `F` those of all.
pub(crate) struct PivotInput<K: ManyToMany, R, F> {
    pub(crate) key: K::Key,
    pub(crate) ids: Vec<K::RelatedId>,
    pub(crate) rows: Vec<R>,
    pub(crate) common: F,
    pub(crate) attached: Attached<K>,
    pub(crate) table: K::Pivot,
    pub(crate) related_key: K::RelatedKey,
}

impl<K: ManyToMany, R, F> PivotInput<K, R, F> {
    pub(crate) fn new(key: K::Key, ids: Vec<K::RelatedId>, rows: Vec<R>, common: F) -> Self {
        PivotInput {
            key,
            ids,
            rows,
            common,
            attached: (K::fixed().into_values(), K::attach().into_values()),
            table: K::Pivot::default(),
            related_key: K::RelatedKey::default(),
        }
    }
}

impl<K: ManyToMany, R, F> PivotInput<K, R, F> {
    /// The fields that were given for a row, each column once: those of all rows go before those of one.
    pub(crate) fn each_given<'b, DB: Backend>(
        &'b self,
        row: Option<usize>,
        f: &mut EachField<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        R: Values<DB>,
        F: Values<DB>,
    {
        self.common.each(&mut |column, value| match value {
            Some(_) => f(column, value),
            None => Ok(()),
        })?;
        let Some(row) = row else {
            return Ok(());
        };
        self.rows[row].each(&mut |column, value| {
            if value.is_none() || has_value(&self.common, column)? {
                return Ok(());
            }
            f(column, value)
        })
    }

    /// The values of a row that is attached, beside its keys and times, each column once: what was given goes before what the relation
    /// says.
    pub(crate) fn each_value<'b, DB: Backend>(
        &'b self,
        row: usize,
        f: &mut EachField<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        self.each_given(Some(row), f)?;
        let mut before = Vec::new();
        self.attached.each(&mut |column, value| {
            if value.is_none() || before.contains(&column) || self.is_given(Some(row), column)? {
                return Ok(());
            }
            before.push(column);
            f(column, value)
        })
    }

    /// The columns of `timestamps` that were not given.
    pub(crate) fn times<DB: Backend>(
        &self,
        row: Option<usize>,
    ) -> QueryResult<[Option<&'static str>; 2]>
    where
        R: Values<DB>,
        F: Values<DB>,
    {
        let (created_at, updated_at) = K::TIMESTAMPS.unzip();
        let mut times = [created_at, updated_at];
        for time in &mut times {
            if let Some(column) = time.take() {
                *time = (!self.is_given(row, column)?).then_some(column);
            }
        }
        Ok(times)
    }

    /// True where a column was given for a row.
    fn is_given<DB: Backend>(&self, row: Option<usize>, column: &str) -> QueryResult<bool>
    where
        R: Values<DB>,
        F: Values<DB>,
    {
        if has_value(&self.common, column)? {
            return Ok(true);
        }
        row.map_or(Ok(false), |row| has_value(&self.rows[row], column))
    }

    /// True where a column of `values(..)` was given for a row.
    pub(crate) fn overrides<DB: Backend>(&self, row: usize) -> QueryResult<bool>
    where
        Fixed<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let mut overrides = false;
        if <Fixed<K> as Values<DB>>::WIDTH > 0 {
            self.each_given(Some(row), &mut |column, _| {
                overrides |= has_value(&self.attached.0, column)?;
                Ok(())
            })?;
        }
        Ok(overrides)
    }

    /// Checks that the given fields leave the keys to the relation, and that rows to attach have one value for each column.
    pub(crate) fn check<DB: Backend>(&self, attaches: bool) -> QueryResult<()>
    where
        K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
        K::RelatedKey: KeyColumns,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let mut is_free = |column, value: Option<&dyn FieldValue<DB>>| {
            let is_key = K::KeyColumn::NAMES.contains(&column)
                || K::RelatedKey::NAMES.contains(&column)
                || self.attached.is_fixed(column)?;
            if is_key && value.is_some() {
                let column = (K::PIVOT, column);
                return Err(QueryBuilderError(Box::new(PivotKeyGiven { column })));
            }
            Ok(())
        };
        self.common.each(&mut is_free)?;
        if R::WIDTH > 0 {
            for row in &self.rows {
                row.each(&mut is_free)?;
            }
        }
        let differs = |id| Some((K::differs(&self.key, id)?, id));
        match self.ids.iter().find_map(differs) {
            Some((column, id)) if attaches => Err(QueryBuilderError(Box::new(PivotKeysDiffer {
                column: (K::PIVOT, column),
                key: (K::KeyColumn::name(), format!("{:?}", self.key)),
                related_key: (K::RelatedKey::name(), format!("{id:?}")),
            }))),
            _ => Ok(()),
        }
    }
}
