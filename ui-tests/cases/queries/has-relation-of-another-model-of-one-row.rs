#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(user: &User) {
    let _ = user.posts().has(User::BOSS);
}
