#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel_relations::property!(WithComments => comments_count: i64);

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let users = User::query().load(conn).unwrap();
    let _ = users.load_property(WithComments, Post::COMMENTS.count(), conn);
}
