#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = users::table.select(User::POSTS.sum(posts::id)).load::<i64>(conn);
}
