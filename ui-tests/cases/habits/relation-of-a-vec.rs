#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let users = User::query().load(conn).unwrap();
    let _ = users.posts().load(conn);
}
