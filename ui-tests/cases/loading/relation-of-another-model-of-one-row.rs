#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(post: &Post) {
    let _ = post.comments().with(User::POSTS);
}
