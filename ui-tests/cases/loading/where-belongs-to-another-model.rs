#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let post = Post::query().first(conn).unwrap();
    let _ = Post::query().where_belongs_to(Post::AUTHOR, &post).load(conn);
}
