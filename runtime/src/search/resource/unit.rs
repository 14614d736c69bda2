//! The transaction of an operation.

use diesel::result::Error::{self, QueryBuilderError};

use crate::driver::connection::Transact;
use crate::driver::transaction::{Inside, TRANSACTION, send};
use crate::search::error::{Conflict, InvalidRequest, SearchError};
use crate::search::resource::rows::{Look, View};

impl View {
    /// A look at these rows.
    pub(crate) fn inside(self, inside: Inside) -> Look {
        Look {
            view: self,
            has_read: inside.has_read,
        }
    }
}

/// Does the work in a transaction, or in a savepoint inside one: after an error nothing of it has happened.
pub(crate) async fn in_transaction<C, Mode, T>(
    conn: &mut C,
    mut work: impl AsyncFnMut(&mut C, Inside) -> Result<T, SearchError>,
) -> Result<T, SearchError>
where
    C: Transact<Mode>,
{
    let result = send(conn, TRANSACTION, async |conn, inside| {
        Ok(work(conn, inside).await?)
    });
    result.await.map_err(from_diesel)
}

/// The error that a transaction has ended with: it is one of Diesel's there.
fn from_diesel(error: Error) -> SearchError {
    let QueryBuilderError(error) = error else {
        return error.into();
    };
    let error = match error.downcast::<InvalidRequest>() {
        Ok(invalid) => return (*invalid).into(),
        Err(error) => error,
    };
    match error.downcast::<Conflict>() {
        Ok(conflict) => (*conflict).into(),
        Err(error) => QueryBuilderError(error).into(),
    }
}
