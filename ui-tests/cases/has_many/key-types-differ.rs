#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, user_id -> BigInt, } }

#[derive(Queryable, Selectable, Model)]
struct Post {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[has_many(Post)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with(User::POSTS).load(conn);
}
