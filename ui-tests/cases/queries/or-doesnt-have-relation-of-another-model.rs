#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let _ = Post::query().or_doesnt_have(User::POSTS);
}
