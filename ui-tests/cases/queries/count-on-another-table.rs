#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().filter(User::POSTS.count().ge(2)).load(conn);
}
