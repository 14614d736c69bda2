#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User, name)]
    user_id: i32,
}

fn main() {}
