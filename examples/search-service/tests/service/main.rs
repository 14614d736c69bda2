//! The service, from the outside.

mod boundaries;
mod client;
mod readme;
