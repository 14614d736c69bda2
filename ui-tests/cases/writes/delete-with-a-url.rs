#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(user: User) {
    let _ = user.posts().filter(posts::id.eq(1)).delete(&mut "blog.sqlite");
}
