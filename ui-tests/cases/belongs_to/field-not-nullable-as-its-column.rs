#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, user_id -> Nullable<Integer>, } }

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    user_id: i32,
}

fn main() {}
