#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[model(table = users)]
struct User {
    id: i32,
}

fn main() {}
