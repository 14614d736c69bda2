#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) {
    let _ = users::table.select(users::name).with(User::POSTS).load(conn);
}

fn main() {}
