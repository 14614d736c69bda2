#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = users::table.select(User::POSTS.sum(posts::title)).load::<Option<i64>>(conn);
}
