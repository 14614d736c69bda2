#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct Note {
    id: i32,
}

fn main() {}
