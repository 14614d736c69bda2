//! Attributes that are missing in new rows: the database says which columns it does not leave without a value.

use diesel::result::DatabaseErrorKind::NotNullViolation;
use diesel::result::Error::DatabaseError;

use crate::dialect::refused_null::refused_null;
use crate::search::declare::writable::Writable;
use crate::search::error::{ErrorCode, InvalidRequest, RequestError, SearchError};
use crate::search::request::place::Place;
use crate::search::resource::attributes::{Attributes, PIVOT};
use crate::search::resource::batch::Batch;
use crate::search::resource::pivot::PivotWrites;
use crate::search::resource::values::{WriteColumn, WriteList};

/// The error of rows that were to be inserted: a mistake of the client, where attributes are missing that it may give.
pub(crate) fn or_missing<M, P>(error: SearchError, batch: &Batch<'_>) -> SearchError
where
    M: Writable<Writes: WriteList>,
    P: PivotWrites,
{
    let SearchError::Database(DatabaseError(NotNullViolation, information)) = &error else {
        return error;
    };
    let Some((table, column)) = refused_null(&**information) else {
        return error;
    };
    // Not every database says the table, and the one of a relation may have a column of the same name.
    let of_model = table.is_none_or(|table| table == M::TABLE);
    let of_pivot = table.is_none_or(|table| table != M::TABLE);
    let mut errors = Vec::new();
    if of_model {
        errors.extend(
            batch
                .places()
                .filter_map(|(place, attributes)| missing::<M::Writes>(column, place, attributes)),
        );
    }
    if of_pivot && errors.is_empty() {
        errors.extend(batch.places().filter_map(|(place, attributes)| {
            let pivot = attributes.pivot().unwrap_or_default();
            missing::<P::Writes>(column, &place.key(PIVOT), &pivot)
        }));
    }
    errors.truncate(InvalidRequest::MAX_ERRORS);
    match errors.is_empty() {
        true => error,
        false => InvalidRequest::new(errors).into(),
    }
}

/// The mistake of attributes without a value for this column, where they may have one.
fn missing<Writes: WriteList>(
    column: &str,
    place: &Place,
    attributes: &Attributes,
) -> Option<RequestError> {
    let mut columns = WriteColumn::all::<Writes>().into_iter();
    let name = columns
        .find(|it| it.column == column && !it.is_nullable)?
        .name;
    let message = format!("`{name}` is missing, and has no default");
    let error = || RequestError::new(place.key(name), ErrorCode::MissingKey, message);
    attributes.get(name).is_none().then(error)
}
