//! Attributes that are missing in new rows: the database says which columns it does not leave without a value.

use diesel::result::DatabaseErrorKind::NotNullViolation;
use diesel::result::Error::DatabaseError;

use crate::dialect::refused_null::refused_null;
use crate::search::declare::writable::Writable;
use crate::search::error::{ErrorCode, InvalidRequest, RequestError, SearchError};
use crate::search::resource::batch::Batch;
use crate::search::resource::values::{WriteColumn, WriteList};

/// The error of rows that were to be inserted: a mistake of the client, where attributes are missing that it may give.
pub(crate) fn or_missing<M>(error: SearchError, batch: &Batch<'_>) -> SearchError
where
    M: Writable<Writes: WriteList>,
{
    let SearchError::Database(DatabaseError(NotNullViolation, information)) = &error else {
        return error;
    };
    let Some((table, refused)) = refused_null(&**information) else {
        return error;
    };
    let columns = WriteColumn::all::<M>();
    let column = columns
        .iter()
        .find(|it| it.column == refused && !it.is_nullable);
    // One of a pivot table may be called so, too.
    let Some(column) = column.filter(|_| table.is_none_or(|table| table == M::TABLE)) else {
        return error;
    };
    let missing = batch.places().filter_map(|(place, attributes)| {
        let name = column.name;
        let message = format!("`{name}` is missing, and has no default");
        let error = || RequestError::new(place.key(name), ErrorCode::MissingKey, message);
        attributes.get(name).is_none().then(error)
    });
    let errors: Vec<_> = missing.take(InvalidRequest::MAX_ERRORS).collect();
    match errors.is_empty() {
        true => error,
        false => InvalidRequest::new(errors).into(),
    }
}
