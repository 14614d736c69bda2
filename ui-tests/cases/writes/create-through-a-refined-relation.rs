#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = user.posts().filter(posts::id.gt(1)).create(posts::title.eq("x")).get_result(conn);
    Ok(())
}
