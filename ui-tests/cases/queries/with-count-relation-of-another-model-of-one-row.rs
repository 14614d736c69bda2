#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(user: &User) {
    let _ = user.posts().with_count(User::BOSS);
}
