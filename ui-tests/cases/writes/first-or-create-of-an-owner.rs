#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = post.author().first_or_create(users::id.eq(1), users::id.eq(1)).get_result(conn);
    Ok(())
}
