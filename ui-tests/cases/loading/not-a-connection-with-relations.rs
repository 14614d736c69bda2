#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let _ = User::query().with(User::POSTS).load(&mut ":memory:");
}
