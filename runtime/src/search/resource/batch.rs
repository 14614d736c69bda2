//! The attributes of one row, or of several.

use serde::Serialize;
use serde_json::Value as Json;

use crate::search::declare::writable::Writable;
use crate::search::error::{ErrorCode, InvalidRequest, RequestError};
use crate::search::request::limits::SearchLimits;
use crate::search::request::place::Place;
use crate::search::resource::attributes::Attributes;
use crate::search::resource::pivot::{PivotValues, PivotWrites};
use crate::search::resource::values::{WriteList, Written, values};
use crate::sql::key_columns::KeyColumns;

/// The attributes of rows, and where they stand.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    rows: Vec<(Place, &'a Attributes)>,
}

impl<'a> Batch<'a> {
    pub(crate) fn one(attributes: &'a Attributes) -> Self {
        Batch {
            rows: vec![(Place::json(), attributes)],
        }
    }

    /// The items of a list.
    pub(crate) fn list(
        rows: impl ExactSizeIterator<Item = &'a Attributes>,
        limits: &SearchLimits,
    ) -> Result<Self, InvalidRequest> {
        within(rows.len(), limits)?;
        let rows = rows.enumerate();
        let rows = rows.map(|(number, row)| (Place::json().index(number), row));
        Ok(Batch {
            rows: rows.collect(),
        })
    }

    /// The values of a map. A key that is no text in JSON, such as one of several columns, stands there by its number.
    pub(crate) fn map<Key: Serialize>(
        keys: &[Key],
        rows: impl ExactSizeIterator<Item = &'a Attributes>,
        limits: &SearchLimits,
    ) -> Result<Self, InvalidRequest> {
        let mut batch = Batch::list(rows, limits)?;
        for ((place, _), key) in batch.rows.iter_mut().zip(keys) {
            match serde_json::to_value(key) {
                Ok(Json::String(key)) => *place = Place::json().key(&key),
                Ok(Json::Number(key)) => *place = Place::json().key(&key.to_string()),
                _ => {}
            }
        }
        Ok(batch)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The attributes of each row, and where they stand.
    pub(crate) fn places(&self) -> impl Iterator<Item = (&Place, &'a Attributes)> {
        self.rows.iter().map(|(place, row)| (place, *row))
    }

    /// The attributes of each row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'a Attributes> + use<'a, '_> {
        self.rows.iter().map(|(_, attributes)| *attributes)
    }

    /// The values of each row, and of its row in a pivot table, or all mistakes. `changes`: of rows that are there.
    pub(crate) fn values<M, P>(
        &self,
        changes: bool,
    ) -> Result<Vec<(Written<M>, PivotValues<P>)>, InvalidRequest>
    where
        M: Writable<Writes: WriteList, PrimaryKey: KeyColumns>,
        P: PivotWrites,
    {
        let (mut errors, mut rows) = (Vec::new(), Vec::with_capacity(self.len()));
        for (place, attributes) in &self.rows {
            rows.push(values::<M, P::Writes>(
                attributes,
                changes,
                place,
                &mut errors,
            ));
        }
        errors.truncate(InvalidRequest::MAX_ERRORS);
        match errors.is_empty() {
            true => Ok(rows),
            false => Err(InvalidRequest::new(errors)),
        }
    }
}

/// Checks the number of rows that are written at once.
pub(crate) fn within(count: usize, limits: &SearchLimits) -> Result<(), InvalidRequest> {
    let most = limits.batch;
    if count <= most {
        return Ok(());
    }
    let message = format!("{most} rows at most");
    Err(RequestError::new(Place::json(), ErrorCode::TooMany, message).into())
}
