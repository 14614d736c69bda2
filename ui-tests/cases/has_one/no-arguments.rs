#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_one]
struct User {
    id: i32,
}

fn main() {}
