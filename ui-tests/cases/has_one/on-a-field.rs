#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]

struct User {
    id: i32,
    #[has_one(Post)]
    name: String,
}

fn main() {}
