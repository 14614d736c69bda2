#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User) -> QueryResult<()> {
    let _ = user.posts().update_many([(1, comments::body.eq("a"))]).execute(conn);
    Ok(())
}
