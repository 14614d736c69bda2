#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_one(Post, owner_key = id)]
struct User {
    id: i32,
}

fn main() {}
