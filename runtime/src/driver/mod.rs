//! The drivers that run statements: connections, blocking or asynchronous, and transactions. Nothing here knows of a relation.

pub(crate) mod connection;
pub(crate) mod statement;
pub(crate) mod transaction;

pub use self::connection::{Blocking, Driver, Execute, Fetch, Transact};
