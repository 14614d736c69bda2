#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().where_belongs_to(User::POSTS, &[] as &[Post]).load(conn);
}
