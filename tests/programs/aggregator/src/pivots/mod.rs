//! Writes of each pivot table.

mod links;
mod ties;

use diesel::prelude::*;

use crate::seed::World;
use crate::statements::Statements;

pub(crate) fn run(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    links::languages(conn, statements, world)?;
    links::providers(conn, world)?;
    ties::community_ties(conn, world)?;
    ties::person_ties(conn, world)?;
    ties::instance_blocks(conn, world)?;
    ties::post_ties(conn, world)?;
    ties::comment_ties(conn, world)?;
    links::flairs(conn, statements, world)?;
    links::poll_votes(conn, world)?;
    links::mentions(conn, world)
}
