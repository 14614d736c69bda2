//! How much memory loads take at most, beside the same loads by hand:
//! `cargo bench -p diesel-relations-benches --bench memory -- [filter words] [--quick]`
//!
//! Prints a Markdown table. It counts what Rust allocates, not what SQLite does.

use diesel::prelude::*;
use diesel_relations_benches::Result;
use diesel_relations_benches::cases::{Load, sqlite};
use diesel_relations_benches::database::{self, Size};
use diesel_relations_benches::large;
use diesel_relations_benches::options::Options;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

fn main() -> Result<()> {
    let options = Options::of_program();
    loads(&options)?;
    large(&options)
}

/// The loads of the other benchmark.
fn loads(options: &Options) -> Result<()> {
    let parents = if options.quick { 1_000 } else { 10_000 };
    let conn = &mut database::sqlite_in_memory(Size::of(parents))?;
    let loaded = sqlite::parents(conn, 0..0)?;
    let mut peak = |load: Load<_>| -> Result<f64> {
        // Once before, for the connection's own caches.
        load(conn, &loaded)?;
        ALLOCATED.reset_peak_usage();
        let before = ALLOCATED.current_usage();
        load(conn, &loaded)?;
        Ok((ALLOCATED.peak_usage() - before) as f64 / 1e6)
    };

    println!(
        "| case | parents | ours (peak MB) | by hand (peak MB) | ratio |\n\
         |---|--:|--:|--:|--:|"
    );
    for case in sqlite::loads() {
        if parents > case.most_parents || !options.wants(&format!("{} {parents}", case.name)) {
            continue;
        }
        let (ours, by_hand) = (peak(case.ours)?, peak(case.by_hand)?);
        println!(
            "| {} | {parents} | {ours:.1} | {by_hand:.1} | {:.2} |",
            case.name,
            ours / by_hand,
        );
    }
    Ok(())
}

/// A table that grows, batch by batch and at once.
fn large(options: &Options) -> Result<()> {
    if !options.wants("batches of 1,000") {
        return Ok(());
    }
    println!(
        "\n| all rows, with has-many | batches of 1,000 (peak MB) | `load` (peak MB) |\n\
         |--:|--:|--:|"
    );
    for rows in [10_000, 100_000, 1_000_000] {
        if options.quick && rows > 100_000 {
            continue;
        }
        let conn = &mut large::database(rows)?;
        let mut peak = |load: fn(&mut SqliteConnection) -> QueryResult<usize>| -> Result<f64> {
            ALLOCATED.reset_peak_usage();
            let before = ALLOCATED.current_usage();
            load(conn)?;
            Ok((ALLOCATED.peak_usage() - before) as f64 / 1e6)
        };
        let (batches, load) = (peak(large::batches_with_posts)?, peak(large::load)?);
        println!("| {rows} | {batches:.2} | {load:.1} |");
    }
    Ok(())
}
