#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) {
    let _ = User::query().select(users::name).with_count(User::POSTS).load(conn);
}

fn main() {}
