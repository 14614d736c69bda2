#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, user_id -> BigInt, } }

#[derive(Queryable, Selectable, Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    user_id: i64,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
