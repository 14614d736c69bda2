#[path = "../../support/blog.rs"]
mod blog;
use blog::{Model, User, posts};

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User, owner_key = id)]
    user_id: i32,
}

fn main() {}
