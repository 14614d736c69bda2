#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = user.posts().first_or_create(comments::id.eq(1), posts::title.eq("x")).get_result(conn)?;
    Ok(())
}
