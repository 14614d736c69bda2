#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) {
    let _ = User::query().with(User::POSTS.with((Post::AUTHOR, Post::COMMENTS, Post::AUTHOR))).load(conn);
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    load(conn);
}
