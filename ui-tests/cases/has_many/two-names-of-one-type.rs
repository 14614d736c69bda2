#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = my_posts)]
#[has_many(Post, name = myPosts, foreign_key = id)]
struct User {
    id: i32,
}

fn main() {}
