#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, foreign_key = "user_id")]
struct User {
    id: i32,
}

fn main() {}
