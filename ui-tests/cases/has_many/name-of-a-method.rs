#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = save)]
struct User {
    id: i32,
}

fn main() {}
