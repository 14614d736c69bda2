//! All in which the databases differ: facts, a file for each database that has them, and ways to ask which database it is.

pub(crate) mod ask;
pub(crate) mod dialect;
pub(crate) mod facts;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
pub(crate) mod probe;
#[cfg(feature = "search")]
pub(crate) mod refused_null;
#[cfg(feature = "sqlite")]
mod sqlite;
