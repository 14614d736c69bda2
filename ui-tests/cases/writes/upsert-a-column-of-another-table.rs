#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = user.posts().upsert([posts::title.eq("x")], posts::id, (posts::title, comments::body)).execute(conn);
    Ok(())
}
