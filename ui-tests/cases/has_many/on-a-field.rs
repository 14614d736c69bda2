#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]

struct User {
    id: i32,
    #[has_many(Post)]
    name: String,
}

fn main() {}
