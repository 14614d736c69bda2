#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(user: User, conn: &mut SqliteConnection) {
    let _ = User::query().with(user).load(conn);
}
