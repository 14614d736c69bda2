#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, foreign_key)]
struct User {
    id: i32,
}

fn main() {}
