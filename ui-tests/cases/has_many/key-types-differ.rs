#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, user_id -> BigInt, } }

#[derive(Model)]
struct Post {
    id: i32,
}

#[derive(Model)]
#[has_many(Post)]
struct User {
    id: i32,
}

fn main() {}
