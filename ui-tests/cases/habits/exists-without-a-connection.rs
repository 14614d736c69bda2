#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let user = User::query().first(conn).unwrap();
    if user.posts().exists() {}
}
