//! The attributes of one row, or of several.

use crate::search::declare::writable::Writable;
use crate::search::error::{ErrorCode, InvalidRequest, RequestError};
use crate::search::request::limits::SearchLimits;
use crate::search::request::place::Place;
use crate::search::resource::attributes::Attributes;
use crate::search::resource::values::{WriteList, Written, values};
use crate::sql::key_columns::KeyColumns;

/// The attributes of rows, and where they stand.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    rows: Vec<&'a Attributes>,
    /// True where each has its number in the pointers of mistakes.
    numbered: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn one(attributes: &'a Attributes) -> Self {
        Batch {
            rows: vec![attributes],
            numbered: false,
        }
    }

    pub(crate) fn several(
        rows: Vec<&'a Attributes>,
        limits: &SearchLimits,
    ) -> Result<Self, InvalidRequest> {
        within(rows.len(), limits)?;
        Ok(Batch {
            rows,
            numbered: true,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The values of each row, or all mistakes. `changes`: of rows that are there.
    pub(crate) fn values<M>(&self, changes: bool) -> Result<Vec<Written<M>>, InvalidRequest>
    where
        M: Writable<Writes: WriteList, PrimaryKey: KeyColumns>,
    {
        let (mut errors, mut rows) = (Vec::new(), Vec::with_capacity(self.len()));
        for (number, attributes) in self.rows.iter().enumerate() {
            let place = match self.numbered {
                true => Place::json().index(number),
                false => Place::json(),
            };
            rows.push(values::<M>(attributes, changes, &place, &mut errors));
        }
        errors.truncate(InvalidRequest::MAX_ERRORS);
        match errors.is_empty() {
            true => Ok(rows),
            false => Err(InvalidRequest::new(errors)),
        }
    }
}

impl<'b, 'a> IntoIterator for &'b Batch<'a> {
    type Item = &'b &'a Attributes;
    type IntoIter = std::slice::Iter<'b, &'a Attributes>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
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
