#[path = "../../support/times.rs"]
mod times;
use times::*;

fn mistake(conn: &mut SqliteConnection, user: &User) -> QueryResult<()> {
    user.posts().touch(conn)?;
    Ok(())
}

fn main() {}
