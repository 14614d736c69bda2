#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, local_key = slug)]
struct User {
    id: i32,
}

fn main() {}
