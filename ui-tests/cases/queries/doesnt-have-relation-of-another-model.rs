#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let _ = Post::query().doesnt_have(User::POSTS);
}
