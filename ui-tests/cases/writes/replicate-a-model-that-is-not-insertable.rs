#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = diesel::insert_into(posts::table).values(post.replicate()).execute(conn);
    Ok(())
}
