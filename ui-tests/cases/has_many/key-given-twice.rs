#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = a, name = b)]
struct User {
    id: i32,
}

fn main() {}
