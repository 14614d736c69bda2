#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake() {
    let mut conn = SqliteConnection::establish(":memory:");
    let _ = User::query().load(&mut conn);
}
