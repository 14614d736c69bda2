#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().with((Post::AUTHOR, User::POSTS)).load(conn);
}
