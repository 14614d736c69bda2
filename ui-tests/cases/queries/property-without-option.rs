#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel_relations::property!(WithNewest => newest: i32);

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with_property(WithNewest, User::POSTS.max(posts::id)).load(conn);
}
