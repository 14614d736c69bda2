#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User, name = author)]
    user_id: i32,
    author_count: i32,
}

fn main() {}
