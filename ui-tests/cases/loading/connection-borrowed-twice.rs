#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(mut conn: &mut SqliteConnection) {
    let _ = User::query().with(User::POSTS).load(&mut conn);
}
