#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let users = User::query().with(User::POSTS).load(conn);
    for user in &users {
        user.posts.len();
    }
}
