#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, table = "posts")]
struct User {
    id: i32,
}

fn main() {}
