#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct User;

fn main() {}
