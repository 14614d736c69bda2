#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[has_many(Post, name = boss)]
struct User {
    id: i32,
    #[belongs_to(User)]
    boss_id: Option<i32>,
}

fn main() {}
