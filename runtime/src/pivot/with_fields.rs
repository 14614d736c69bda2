//! The fields of the pivot rows of related rows that are written and attached.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::QueryBuilderError;

use crate::declare::many_to_many::ManyToMany;
use crate::error::pivot::PivotCount;
use crate::pivot::changes::Changes;
use crate::sql::source::Joined;
use crate::sql::values::NoFields;
use crate::unstable::insertable::ColumnValues;
use crate::write::link::{Link, Writes};
use crate::write::related_write::RelatedWrite;

/// The rows are related by rows of a pivot table, which all get these fields.
#[derive(Debug, Default)]
pub struct Pivots<F>(pub(crate) Arc<F>);

impl<F> Clone for Pivots<F> {
    fn clone(&self) -> Self {
        Pivots(Arc::clone(&self.0))
    }
}

/// The rows are related by rows of a pivot table, each of which gets fields of its own, by position.
#[derive(Debug)]
pub struct EachPivot<F>(Vec<F>);

impl<F> EachPivot<F> {
    /// The fields of each row.
    #[cfg(feature = "search")]
    pub(crate) fn new(fields: Vec<F>) -> Self {
        EachPivot(fields)
    }
}

impl<K: ManyToMany, F> Link<K> for Pivots<F> {
    type Saved = Changes<K::RelatedId>;
}

impl<K: ManyToMany, F> Link<K> for EachPivot<F> {
    type Saved = Changes<K::RelatedId>;
}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany, R, T, RK, TK, Refers> Writes<K> for Joined<R, T, RK, TK, Refers> {
    type Link = Pivots<NoFields>;
}

impl<K: ManyToMany, R> RelatedWrite<K, R, Pivots<NoFields>> {
    /// Fields of the pivot rows.
    pub fn with_pivot<F, V>(self, fields: F) -> RelatedWrite<K, R, Pivots<V>>
    where
        F: ColumnValues<K::Pivot, Values = V>,
    {
        self.linked(Pivots(Arc::new(fields.into_values())))
    }

    /// Fields of each pivot row, in the order of the rows: as many as there are rows.
    pub fn with_pivots<I, F, V>(self, fields: I) -> RelatedWrite<K, R, EachPivot<V>>
    where
        I: IntoIterator<Item = F>,
        F: ColumnValues<K::Pivot, Values = V>,
    {
        let fields = fields.into_iter().map(F::into_values);
        self.linked(EachPivot(fields.collect()))
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

impl<F> PivotFields for Pivots<F> {
    type Row = NoFields;
    type Common = Arc<F>;
    fn rows(self, count: usize) -> QueryResult<(Vec<NoFields>, Arc<F>)> {
        Ok((vec![NoFields; count], self.0))
    }
}
