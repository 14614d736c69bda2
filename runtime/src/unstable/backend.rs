//! Backends that build queries as Diesel's own do.
//!
//! Diesel writes most clauses, a table among them, for a `DieselReserveSpecialization` alone. Each of these can be asked for where it is
//! used, but the code of programs that is generic over the backend, which the derive emits, would have to ask for each.

use diesel::backend::{Backend, DieselReserveSpecialization};

/// A backend for which Diesel writes its own clauses: all of Diesel's are.
pub trait OwnClauses: Backend + DieselReserveSpecialization {}

impl<DB: Backend + DieselReserveSpecialization> OwnClauses for DB {}
