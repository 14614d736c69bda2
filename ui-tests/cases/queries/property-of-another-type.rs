#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel_relations::property!(WithPosts => posts_count: String);

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with_property(WithPosts, User::POSTS.count()).load(conn);
}
