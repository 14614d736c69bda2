#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { users (id, name) { id -> Integer, name -> Text, } }

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    user_id: i32,
}

fn main() {}
