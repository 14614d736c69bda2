#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct Post {
    id: i32,
    #[diesel(embed)]
    #[belongs_to(User)]
    user_id: i32,
}

fn main() {}
