#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = user.posts().create(posts::title.eq("x")).with_pivot(posts::title.eq("x")).execute(conn);
    Ok(())
}
