#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post)]
struct User {
    name: String,
}

fn main() {}
