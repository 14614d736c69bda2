#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().into_boxed().chunk_by_id(10, conn, |_, _| Ok(()));
}
