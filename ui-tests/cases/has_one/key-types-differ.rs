#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, user_id -> BigInt, } }

#[derive(Model)]
#[has_one(Post)]
struct User {
    id: i32,
}

fn main() {}
