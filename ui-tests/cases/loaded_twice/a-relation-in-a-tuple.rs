#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = User::query().with((User::POSTS, User::BOSS, User::POSTS.filter(posts::id.gt(1)))).load(conn);
}
