#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, foreing_key = user_id)]
#[has_many(Comment, name = remarks, local_key = slug)]
#[has_one]
struct User {
    id: i32,
}

fn main() {}
