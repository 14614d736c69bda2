#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().filter(User::POSTS.filter(posts::id.eq(1).and(users::id.eq(1))).exists()).load(conn);
}
