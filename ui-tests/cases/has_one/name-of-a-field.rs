#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_one(Post)]
struct User {
    id: i32,
    post: i32,
}

fn main() {}
