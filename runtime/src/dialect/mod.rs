//! All in which the databases differ: a trait, and a file for each database that implements it.

pub(crate) mod dialect;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use self::dialect::{RowValues, SelectedRowValues, Tuples};
