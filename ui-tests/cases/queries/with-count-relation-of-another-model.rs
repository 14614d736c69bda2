#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let _ = Post::query().with_count(User::POSTS);
}
