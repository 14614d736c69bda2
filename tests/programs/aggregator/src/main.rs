//! The program: it makes the schema, seeds it by relations, and asserts what it reads, counts and writes, each load with the
//! number of its statements. `POSTGRES_URL` says where.

// The type of a whole row is as long as what was loaded.
#![recursion_limit = "256"]

mod counts;
mod deletes;
mod loads;
mod pivots;
mod polymorphic;
mod seed;
mod statements;
mod writes;

use aggregator::SCHEMA;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::seed::World;
use crate::statements::Statements;

fn main() -> QueryResult<()> {
    let url = std::env::var("POSTGRES_URL");
    let url = url.unwrap_or_else(|_| "postgres://postgres@127.0.0.1/test".to_owned());
    let conn = &mut PgConnection::establish(&url).expect("PostgreSQL");
    conn.batch_execute(SCHEMA)?;
    let statements = &Statements::of(conn);
    let world = &World::seed(conn)?;
    loads::run(conn, statements, world)?;
    polymorphic::run(conn, statements, world)?;
    counts::run(conn, statements, world)?;
    pivots::run(conn, statements, world)?;
    writes::run(conn, statements, world)?;
    deletes::run(conn, statements, world)?;
    conn.batch_execute("DROP SCHEMA aggregator_stats CASCADE; DROP SCHEMA aggregator CASCADE")
}
