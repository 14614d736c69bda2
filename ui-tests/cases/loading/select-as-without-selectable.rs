#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

struct Title {
    title: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with(User::POSTS.select_as::<Title>()).load(conn);
}
