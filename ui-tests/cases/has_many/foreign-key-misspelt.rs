#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, foreign_key = usr_id)]
struct User {
    id: i32,
}

fn main() {}
