#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with_where_has(User::POSTS.into_boxed::<diesel::sqlite::Sqlite>()).load(conn);
}
