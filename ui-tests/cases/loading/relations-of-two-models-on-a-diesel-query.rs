#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let _ = users::table.with((User::POSTS, Post::COMMENTS));
}
