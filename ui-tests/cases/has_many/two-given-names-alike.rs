#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = texts)]
#[has_many(Post, name = texts, foreign_key = id)]
struct User {
    id: i32,
}

fn main() {}
