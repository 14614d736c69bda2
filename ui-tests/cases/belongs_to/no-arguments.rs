#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to]
    user_id: i32,
}

fn main() {}
