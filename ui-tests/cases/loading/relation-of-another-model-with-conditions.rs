#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().with(User::POSTS.filter(posts::id.gt(1)).order(posts::id)).load(conn);
}
