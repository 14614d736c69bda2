#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().filter(User::POSTS.exists()).load(conn);
}
