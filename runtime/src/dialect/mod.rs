//! All that differs between the databases.

pub(crate) mod dialect;
