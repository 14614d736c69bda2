#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User, foreign_key = user_id)]
    user_id: i32,
}

fn main() {}
