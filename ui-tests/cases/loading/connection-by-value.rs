#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: SqliteConnection) {
    let _ = User::query().with(User::POSTS).load(conn);
}
