#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(post: &Post, conn: &mut SqliteConnection) {
    let _ = post.comments().with(User::POSTS).load(conn);
}
