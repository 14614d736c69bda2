#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let user = User::query().first(conn).unwrap();
    let titles: Vec<String> = user.posts().iter().map(|post| post.title.clone()).collect();
}
