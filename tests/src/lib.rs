//! What the behaviour tests share: a schema, its models, and a database for each test and backend.

pub mod backend;
#[cfg(feature = "multi")]
pub mod multi;
pub mod one;
pub mod schema;
pub mod several;

mod models;
pub use models::*;

/// The README's code compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
