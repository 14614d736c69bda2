#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = find)]
struct User {
    id: i32,
}

fn main() {}
