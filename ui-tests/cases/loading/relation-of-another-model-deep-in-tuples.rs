#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with((User::BOSS, User::POSTS.with((Post::COMMENTS, User::BOSS)))).load(conn);
}
