#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().order(users::id).limit(10).paginate(1, 5).load(conn);
}
