#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(user: User, conn: &mut SqliteConnection) {
    let _ = user.load_related((User::POSTS, Post::COMMENTS), conn);
}
