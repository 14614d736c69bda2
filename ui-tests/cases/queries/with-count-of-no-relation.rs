#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let _ = User::query().with_count(posts::table);
}
