#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, writer -> Integer, } }

#[derive(Queryable, Selectable, Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    writer: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
