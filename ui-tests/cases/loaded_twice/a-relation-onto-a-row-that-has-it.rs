#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) {
    let user = User::find(1).with(User::POSTS).first(conn).unwrap();
    let _ = user.load_related(User::POSTS, conn);
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    load(conn);
}
