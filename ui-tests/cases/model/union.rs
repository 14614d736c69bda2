#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
union User {
    id: i32,
}

fn main() {}
