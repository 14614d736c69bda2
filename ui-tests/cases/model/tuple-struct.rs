#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct User(i32);

fn main() {}
