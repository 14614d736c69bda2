#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().filter(diesel::dsl::count(users::id).gt(1)).load(conn);
}
