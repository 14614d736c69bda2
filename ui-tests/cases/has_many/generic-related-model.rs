#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Vec<Post>)]
struct User {
    id: i32,
}

fn main() {}
