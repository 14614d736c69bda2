#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let limit: i64 = 3;
    let _ = User::query().with(User::POSTS.limit(limit)).load(conn);
}
