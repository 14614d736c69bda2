#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[model(crate)]
struct User {
    id: i32,
}

fn main() {}
