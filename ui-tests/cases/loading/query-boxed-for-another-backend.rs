#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().into_boxed::<diesel::pg::Pg>().with(User::POSTS).load(conn);
}
