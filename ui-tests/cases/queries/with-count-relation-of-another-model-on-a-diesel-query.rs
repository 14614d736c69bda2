#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = posts::table.with_count(User::POSTS).load(conn);
}
