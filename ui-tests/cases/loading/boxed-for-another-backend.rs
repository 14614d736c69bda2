#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let posts = User::POSTS.into_boxed::<diesel::pg::Pg>();
    let _ = User::query().with(posts).load(conn);
}
