#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) {
    let user = User::find(1).with_count(User::POSTS).first(conn).unwrap();
    let _ = user.load_count(User::POSTS, conn);
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    load(conn);
}
