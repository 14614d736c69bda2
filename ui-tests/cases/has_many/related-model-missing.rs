#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(name = articles)]
struct User {
    id: i32,
}

fn main() {}
