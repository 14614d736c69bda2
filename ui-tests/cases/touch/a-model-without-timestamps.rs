#[path = "../../support/times.rs"]
mod times;
use times::*;

fn mistake(conn: &mut SqliteConnection, post: &Post) -> QueryResult<()> {
    post.touch(conn)?;
    Ok(())
}

fn main() {}
