#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = users::table.with((User::POSTS, Post::COMMENTS)).load(conn);
}
