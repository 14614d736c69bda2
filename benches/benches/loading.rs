//! How long loads and writes take, beside the same ones by hand:
//! `cargo bench -p diesel-relations-benches --bench loading -- [filter words] [--quick]`
//!
//! Prints a Markdown table. A ratio is bold where it misses its target.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_benches::cases::{Case, Parents, postgres, sqlite};
use diesel_relations_benches::database::{self, Size};
use diesel_relations_benches::large;
use diesel_relations_benches::options::Options;
use diesel_relations_benches::schema::users;
use diesel_relations_benches::timing::{Effort, Medians, compare};
use diesel_relations_benches::{Result, by_hand, ours};

const PARENTS: [usize; 3] = [100, 1_000, 10_000];
/// How many other users there are where the roles of one are written.
const BESIDE_WRITERS: usize = 1_000;

fn main() -> Result<()> {
    let options = &Options::of_program();
    println!(
        "| case | database | parents | ours (ms) | by hand (ms) | ratio | target |\n\
         |---|---|--:|--:|--:|--:|--:|"
    );
    for parents in PARENTS {
        if options.quick && parents > 1_000 {
            continue;
        }
        let size = Size::of(parents);
        sqlite_cases(options, "SQLite in memory", size, || {
            Ok((database::sqlite_in_memory(size)?, ()))
        })?;
        sqlite_cases(options, "SQLite on disk", size, || {
            database::sqlite_on_disk(size)
        })?;
        postgres_cases(options, "PostgreSQL", size, true)?;
        postgres_cases(options, "PostgreSQL, not vacuumed", size, false)?;
    }
    writes(options, Size::of(BESIDE_WRITERS))?;
    batches(options)?;
    if !options.quick {
        for parents in [50_000, 200_000] {
            many_filtered(options, parents)?;
        }
    }
    Ok(())
}

/// All loads on one SQLite database, which is there as long as its guard.
fn sqlite_cases<Guard>(
    options: &Options,
    database: &str,
    size: Size,
    connect: impl FnOnce() -> Result<(SqliteConnection, Guard)>,
) -> Result<()> {
    let cases = wanted(options, sqlite::loads(), database, size.users);
    if cases.is_empty() {
        return Ok(());
    }
    let (mut conn, _guard) = connect()?;
    let parents = sqlite::parents(&mut conn, 1..101)?;
    run(options, cases, database, size, &mut conn, &parents)
}

/// All loads on PostgreSQL.
fn postgres_cases(options: &Options, database: &str, size: Size, vacuumed: bool) -> Result<()> {
    let cases = wanted(options, postgres::loads(), database, size.users);
    if cases.is_empty() {
        return Ok(());
    }
    let conn = &mut database::postgres(size, vacuumed)?;
    let parents = postgres::parents(conn, 1..101)?;
    run(options, cases, database, size, conn, &parents)
}

/// All writes on all databases.
fn writes(options: &Options, size: Size) -> Result<()> {
    let writers = size.users + 1..size.users + 3;
    let database = "SQLite in memory";
    let cases = wanted(options, sqlite::writes(), database, size.users);
    if !cases.is_empty() {
        let conn = &mut database::sqlite_in_memory(size)?;
        database::add_writers(conn, size)?;
        let parents = sqlite::parents(conn, writers.clone())?;
        run(options, cases, database, size, conn, &parents)?;
    }
    let database = "SQLite on disk";
    let cases = wanted(options, sqlite::writes(), database, size.users);
    if !cases.is_empty() {
        let (mut conn, _guard) = database::sqlite_on_disk(size)?;
        database::add_writers(&mut conn, size)?;
        let parents = sqlite::parents(&mut conn, writers.clone())?;
        run(options, cases, database, size, &mut conn, &parents)?;
    }
    let database = "PostgreSQL";
    let cases = wanted(options, postgres::writes(), database, size.users);
    if !cases.is_empty() {
        let conn = &mut database::postgres(size, true)?;
        database::add_writers(conn, size)?;
        let parents = postgres::parents(conn, writers)?;
        run(options, cases, database, size, conn, &parents)?;
    }
    Ok(())
}

fn wanted<C>(
    options: &Options,
    mut cases: Vec<Case<C>>,
    database: &str,
    parents: usize,
) -> Vec<Case<C>> {
    cases.retain(|case| {
        parents <= case.most_parents
            && options.wants(&format!("{} {database} {parents}", case.name))
    });
    cases
}

fn run<C>(
    options: &Options,
    cases: Vec<Case<C>>,
    database: &str,
    size: Size,
    conn: &mut C,
    parents: &Parents,
) -> Result<()> {
    for case in cases {
        let medians = compare(
            Effort::new(options.quick),
            conn,
            |conn| Ok((case.ours)(conn, parents)?),
            |conn| Ok((case.by_hand)(conn, parents)?),
        )?;
        print(case.name, database, size.users, medians, case.target);
    }
    Ok(())
}

/// One line of the table.
fn print(case: &str, database: &str, rows: usize, medians: Medians, target: f64) {
    let Medians { ours, by_hand } = medians;
    let ratio = medians.ratio();
    let mark = if ratio > target { "**" } else { "" };
    println!(
        "| {case} | {database} | {rows} | {ours:.3} | {by_hand:.3} | {mark}{ratio:.2}{mark} | {target:.2} |"
    );
}

/// All of a large table, batch by batch.
fn batches(options: &Options) -> Result<()> {
    let database = "SQLite in memory";
    type Way = fn(&mut SqliteConnection) -> QueryResult<usize>;
    let cases: [(&str, Way, Way); 2] = [
        ("batches of 1,000", large::batches, large::batches_by_hand),
        (
            "batches of 1,000, with has-many",
            large::batches_with_posts,
            large::batches_with_posts_by_hand,
        ),
    ];
    for rows in [100_000, 1_000_000] {
        let wanted = |case: &str| options.wants(&format!("{case} {database} {rows}"));
        if options.quick && rows > 100_000 || !cases.iter().any(|(case, ..)| wanted(case)) {
            continue;
        }
        let conn = &mut large::database(rows)?;
        // A round of the largest takes seconds.
        let effort = Effort::new(options.quick || rows > 100_000);
        for (case, ours, by_hand) in cases {
            if wanted(case) {
                let medians = compare(
                    effort,
                    conn,
                    |conn| Ok(ours(conn)?),
                    |conn| Ok(by_hand(conn)?),
                )?;
                print(case, database, rows, medians, 1.05);
            }
        }
    }
    Ok(())
}

/// More parents than a statement of SQLite can list: ours loads them, and the hand-written load fails.
fn many_filtered(options: &Options, parents: usize) -> Result<()> {
    let (case, database) = ("has-many of filtered parents", "SQLite in memory");
    if !options.wants(&format!("{case} {database} {parents}")) {
        return Ok(());
    }
    let conn = &mut database::sqlite_in_memory(Size {
        users: 2 * parents,
        posts_per_user: 2,
        comments_per_post: 0,
        roles_per_user: 0,
        reviews_per_owner: 0,
        tags_per_owner: 0,
    })?;
    let Err(error) = by_hand_filtered(conn) else {
        return Err("the hand-written load was to fail".into());
    };
    let error = error.to_string();
    assert!(error.contains("too many SQL variables"), "{error}");

    let once = |conn: &mut SqliteConnection| -> Result<usize> {
        let active = ours::User::query().filter(users::active.eq(true));
        let users = active.with(ours::User::POSTS).load(conn)?;
        assert!(users.iter().all(|user| user.posts.len() == 2));
        Ok(users.len())
    };
    let medians = compare(Effort::new(false), conn, once, once)?;
    println!(
        "| {case}, two posts each | {database} | {parents} | {:.3} | {error} | | |",
        medians.ours,
    );
    Ok(())
}

fn by_hand_filtered(conn: &mut SqliteConnection) -> QueryResult<Vec<Vec<by_hand::Post>>> {
    let active = users::table.filter(users::active.eq(true));
    let users = active.select(by_hand::User::as_select()).load(conn)?;
    let posts = by_hand::Post::belonging_to(&users)
        .select(by_hand::Post::as_select())
        .load(conn)?;
    Ok(posts.grouped_by(&users))
}
