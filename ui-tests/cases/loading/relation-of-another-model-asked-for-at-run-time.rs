#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(wanted: bool, conn: &mut SqliteConnection) {
    let _ = User::query().with(wanted.then_some(Post::COMMENTS)).load(conn);
}
