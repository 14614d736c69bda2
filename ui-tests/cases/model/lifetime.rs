#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
struct User<'a> {
    name: &'a str,
}

fn main() {}
