#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) {
    let _ = User::query().with_count(User::POSTS).with_count(User::POSTS.filter(posts::id.gt(1))).load(conn);
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    load(conn);
}
