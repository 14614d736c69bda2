#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    for user in Post::query().with(User::POSTS).load(conn).unwrap() {
        println!("{}", user.posts.len());
    }
}
