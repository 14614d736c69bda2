#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = users::table.select(User::POSTS.max(posts::id.gt(1))).load::<Option<bool>>(conn);
}
