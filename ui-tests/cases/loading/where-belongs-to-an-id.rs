#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().where_belongs_to(Post::AUTHOR, 1).load(conn);
}
