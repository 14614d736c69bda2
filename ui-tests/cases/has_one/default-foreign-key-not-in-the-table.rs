#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_one(Comment)]
struct User {
    id: i32,
}

fn main() {}
