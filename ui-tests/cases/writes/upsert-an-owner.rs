#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &mut User, post: &mut Post) -> QueryResult<()> {
    let _ = post.author().upsert([users::name.eq("x")], users::name, ()).execute(conn);
    Ok(())
}
