#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let mut batches = users::table.offset(10).with(User::POSTS).batches(100);
    let _ = batches.next(conn);
}
