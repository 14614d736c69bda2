//! Backends that build queries as Diesel's own do, and the one that a statement is written for.
//!
//! Diesel writes most clauses, a table among them, for a `DieselReserveSpecialization` alone. Each of these can be asked for where it is
//! used, but the code of programs that is generic over the backend, which the derive emits, would have to ask for each.

use diesel::backend::{Backend, DieselReserveSpecialization};
use diesel::query_builder::AstPass;

/// A backend for which Diesel writes its own clauses: all of Diesel's are.
pub trait OwnClauses: Backend + DieselReserveSpecialization {}

impl<DB: Backend + DieselReserveSpecialization> OwnClauses for DB {}

/// The backend that a statement is written for.
pub(crate) fn backend_of<'p, DB: Backend>(out: &'p AstPass<'_, '_, DB>) -> &'p DB {
    out.backend()
}
