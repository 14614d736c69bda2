//! What the benchmarks share: one blog, and its models, loads and writes twice: with relations and by hand.

#[macro_use]
mod load_by_hand;
#[macro_use]
mod load_ours;
#[macro_use]
mod write_by_hand;
#[macro_use]
mod write_ours;

pub mod by_hand;
pub mod cases;
pub mod database;
pub mod large;
pub mod options;
pub mod ours;
pub mod schema;
pub mod timing;

/// What goes wrong in a benchmark ends it.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
