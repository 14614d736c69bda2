#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { posts { id -> Integer, writer -> Integer, } }

#[derive(Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    writer: i32,
}

fn main() {}
