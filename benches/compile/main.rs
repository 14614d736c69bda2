//! How long models with relations take to compile:
//! `cargo run --release -p diesel-relations-benches --bin compile_time -- [check|build]`
//!
//! Generates a crate of 50 models in a temporary directory and has Cargo check it, again and again, without its
//! dependencies and not incrementally. Prints a Markdown table with the best of three. `CARGO_TARGET_DIR` is where the
//! dependencies go, a temporary directory without it.

mod loads;
mod models;
mod scratch;

use scratch::{Result, Scratch};

/// How many models there are.
const MODELS: usize = 50;

fn main() -> Result<()> {
    let command = std::env::args().nth(1).unwrap_or("check".to_owned());
    let scratch = Scratch::new(command)?;
    scratch.write("schema.rs", &models::schema())?;

    println!("| crate | `cargo {}` (s) |\n|---|--:|", scratch.command());
    let without = models::without_relations();
    let with = models::with_relations();
    row(&scratch, "models with Diesel's derives", &without, "")?;
    row(&scratch, "and three relations each", &with, "")?;
    for count in [10, 50, 100] {
        let name = format!("and {count} functions with one `.with(..)` load");
        row(&scratch, &name, &with, &loads::ours(count))?;
    }
    for count in [10, 50, 100] {
        let name = format!("Diesel's derives and {count} functions with one load by hand");
        row(&scratch, &name, &without, &loads::by_hand(count))?;
    }
    for depth in 1..=5 {
        let name = format!("three relations each and 50 functions with loads of depth {depth}");
        row(&scratch, &name, &with, &loads::nested(depth))?;
    }
    Ok(())
}

fn row(scratch: &Scratch, name: &str, models: &str, loads: &str) -> Result<()> {
    let seconds = scratch.measure(models, loads)?.as_secs_f64();
    println!("| {name} | {seconds:.2} |");
    Ok(())
}
