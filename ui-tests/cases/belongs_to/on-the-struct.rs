#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[belongs_to(User)]
struct Post {
    id: i32,
    user_id: i32,
}

fn main() {}
