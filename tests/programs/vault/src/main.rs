//! The program: it makes the schema, seeds it by relations, and asserts what it reads, counts and writes, each load with the
//! number of its statements.

// The type of a whole row is as long as what was loaded.
#![recursion_limit = "256"]

mod connection;
mod counts;
mod loads;
mod pivots;
mod seed;
mod writes;

use diesel::prelude::*;

use crate::connection::{AnyConnection, Statements};
use crate::seed::World;

fn main() -> QueryResult<()> {
    for mut conn in connection::all() {
        run(&mut conn)?;
    }
    Ok(())
}

fn run(conn: &mut AnyConnection) -> QueryResult<()> {
    let statements = &Statements::of(conn);
    let world = &World::seed(conn)?;
    loads::run(conn, statements, world)?;
    counts::run(conn, statements, world)?;
    pivots::run(conn, statements, world)?;
    writes::run(conn, statements, world)
}
