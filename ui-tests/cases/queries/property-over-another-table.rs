#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel_relations::property!(WithComments => comments_count: i64);

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with_property(WithComments, Post::COMMENTS.count()).load(conn);
}
