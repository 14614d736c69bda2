#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
enum User {
    Admin,
}

fn main() {}
