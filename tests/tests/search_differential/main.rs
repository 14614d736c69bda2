//! The differential test of searches: random data and random requests, valid and not, beside an oracle in plain Rust, on every database.
//!
//! Each round has a seed, from which all of it follows. A failure prints the seed, the request and both answers. The rounds of an
//! ordinary run have the same seeds every time. To try others, and many of them:
//!
//! ```sh
//! SEARCH_ROUNDS=2500 SEARCH_SEED=20000 cargo test -p diesel-relations-tests --features postgres,mysql --test search_differential
//! ```
//!
//! `SEARCH_SEED` is the first seed, and with `SEARCH_ROUNDS=1` the one of a failure.

#[allow(dead_code)]
#[path = "../search/data.rs"]
mod data;
#[allow(dead_code)]
#[path = "../search/models.rs"]
mod models;
#[allow(dead_code)]
#[path = "../differential/random.rs"]
mod random;

mod aggregates;
mod answer;
mod ask;
mod check;
mod declared;
mod fields;
mod includes;
mod requests;
mod test;
mod world;

/// The rounds of an ordinary run, and the requests of each.
const ROUNDS: u64 = 15;
const REQUESTS: u64 = 40;

fn variable(name: &str, default: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.map_or(default, |it| {
        it.parse()
            .unwrap_or_else(|_| panic!("{name} is a number, not {it}"))
    })
}

/// The test on one database.
macro_rules! database {
    ($name:ident, $Connection:ty, $facts:ident) => {
        mod $name {
            use diesel::connection::SimpleConnection;
            use diesel::prelude::*;
            use diesel_relations::prelude::*;
            use diesel_relations::search::{SearchError, SearchRequest};
            use diesel_relations_tests::backend::$facts as FACTS;

            use crate::answer::{Tally, round};
            use crate::ask::{Answer, Mode, What, ask, json};
            use crate::models::*;
            use crate::random::Random;
            use crate::test::Ways;
            use crate::world::World;

            ask!($Connection);

            #[test]
            fn random_requests() -> QueryResult<()> {
                let conn = &mut diesel_relations_tests::backend::$name();
                conn.batch_execute(&crate::data::tables(FACTS))?;
                let ways = Ways {
                    nulls_first: FACTS.name != "postgres",
                    like_folds: FACTS.name == "sqlite",
                };
                let first = crate::variable("SEARCH_SEED", 0);
                let mut tally = Tally::default();
                for seed in first..first + crate::variable("SEARCH_ROUNDS", crate::ROUNDS) {
                    let random = &mut Random::new(seed);
                    let world = World::new(random);
                    conn.batch_execute(&world.sql(FACTS.name == "mysql"))?;
                    for number in 0..crate::REQUESTS {
                        let mut ask =
                            |mode, what, request: &SearchRequest| ask(conn, mode, what, request);
                        round(seed, number, random, &world, ways, &mut ask, &mut tally);
                    }
                }
                println!("{}: {tally:?}", FACTS.name);
                // Most requests are valid, and find rows.
                assert!(
                    tally.invalid * 2 < tally.requests && tally.found * 4 > tally.requests,
                    "{tally:?}"
                );
                Ok(())
            }
        }
    };
}

database!(sqlite, SqliteConnection, SQLITE);
#[cfg(feature = "postgres")]
database!(postgres, PgConnection, POSTGRES);
#[cfg(feature = "mysql")]
database!(mysql, MysqlConnection, MYSQL);
