#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = texts)]
struct User {
    id: i32,
    texts: i32,
}

fn main() {}
