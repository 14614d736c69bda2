//! The differential test: random data, random queries and random writes, beside an oracle in plain Rust, on every database.
//!
//! Each round has a seed, from which all of it follows. A failure prints the seed, the data, the question and both answers. The rounds
//! of an ordinary run have the same seeds every time. To try others, and many of them:
//!
//! ```sh
//! DIFFERENTIAL_ROUNDS=10000 DIFFERENTIAL_SEED=20000 cargo test -p diesel-relations-tests --features postgres,mysql --test differential
//! ```
//!
//! `DIFFERENTIAL_SEED` is the first seed, and with `DIFFERENTIAL_ROUNDS=1` the one of a failure.

mod models;
mod random;
mod reads;
mod world;
mod writes;

use random::Random;
use reads::Answers;
use world::World;

/// The rounds of an ordinary run, and the queries and writes of each.
const ROUNDS: u64 = 50;
const QUESTIONS: i32 = 30;
const WRITES: i32 = 30;

fn variable(name: &str, default: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.map_or(default, |it| {
        it.parse()
            .unwrap_or_else(|_| panic!("{name} is a number, not {it}"))
    })
}

/// Fails where the two answers differ.
fn compare(seed: u64, world: &World, answers: &Answers) {
    let Answers {
        question,
        found,
        expected,
    } = answers;
    assert!(
        found == expected,
        "seed {seed}: {question}\nfound    {found:#?}\nexpected {expected:#?}\nof {world:#?}"
    );
}

/// The test on one database.
macro_rules! database {
    ($name:ident, $Connection:ty) => {
        mod $name {
            use diesel::connection::SimpleConnection;
            use diesel::prelude::*;
            use diesel::result::Error::NotFound;
            use diesel_relations::Changes;
            use diesel_relations::prelude::*;
            use diesel_relations_tests::one;

            use crate::models::*;
            use crate::random::Random;
            use crate::reads::{Answers, grades, lines, list, reads};
            use crate::world::*;
            use crate::writes::{Changed, once, writes};

            tables!($Connection);
            reads!($Connection);
            writes!($Connection);

            #[test]
            fn random_data() -> QueryResult<()> {
                let conn = &mut one::$name();
                conn.batch_execute(TABLES)?;
                let first = crate::variable("DIFFERENTIAL_SEED", 0);
                for seed in first..first + crate::variable("DIFFERENTIAL_ROUNDS", crate::ROUNDS) {
                    crate::round(seed, conn, write, read, ask, change);
                }
                Ok(())
            }
        }
    };
}

/// One round: data, questions, and writes, after each of which all tables are the same.
fn round<C>(
    seed: u64,
    conn: &mut C,
    write: fn(&mut C, &World) -> diesel::QueryResult<()>,
    read: fn(&mut C) -> diesel::QueryResult<World>,
    ask: fn(i32, &mut C, &World, &mut Random) -> diesel::QueryResult<Answers>,
    change: fn(i32, &mut C, &mut World, &mut Random) -> diesel::QueryResult<Answers>,
) {
    let random = &mut Random::new(seed);
    let mut world = World::random(random);
    let failed = |what: &str, world: &World, error| {
        panic!("seed {seed}: {what} fails: {error:?}\nwith {world:#?}")
    };
    if let Err(error) = write(conn, &world) {
        failed("writing the data", &world, error);
    }
    // All that is wrong about the same data at once.
    let mut wrong = Vec::new();
    for number in 0..QUESTIONS {
        // Each shape, and then some once more.
        let shape = if number < reads::SHAPES {
            number
        } else {
            random.below(reads::SHAPES)
        };
        match ask(shape, conn, &world, random) {
            Ok(answers) if answers.found == answers.expected => {}
            answers => wrong.push(format!("{answers:#?}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "seed {seed}: {}\nof {world:#?}",
        wrong.join("\n")
    );
    for _ in 0..WRITES {
        let kind = random.below(writes::KINDS);
        let before = world.clone();
        world.touched.clear();
        match change(kind, conn, &mut world, random) {
            Ok(answers) => {
                compare(seed, &before, &answers);
                let after =
                    read(conn).unwrap_or_else(|error| panic!("seed {seed}: reading: {error:?}"));
                assert!(
                    after == world,
                    "seed {seed}: after {}\nfound    {after:#?}\nexpected {world:#?}\nof {before:#?}",
                    answers.question
                );
            }
            Err(error) => failed(&format!("write {kind}"), &before, error),
        }
        let shape = random.below(reads::SHAPES);
        match ask(shape, conn, &world, random) {
            Ok(answers) => compare(seed, &world, &answers),
            Err(error) => failed(
                &format!("question {shape} after write {kind}"),
                &world,
                error,
            ),
        }
    }
}

database!(sqlite, one::Sqlite);
#[cfg(feature = "postgres")]
database!(postgres, one::Postgres);
#[cfg(feature = "mysql")]
database!(mysql, one::Mysql);
