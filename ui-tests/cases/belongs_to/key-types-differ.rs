#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, user_id -> BigInt, } }

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    user_id: i64,
}

fn main() {}
