//! A bookshop that answers searches. The README shows it at work.

pub mod data;
pub mod database;
pub mod models;
pub mod problem;
pub mod request;
pub mod routes;
pub mod schema;
