#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Debug, PartialEq, Eq, Hash)]
struct Id(i32);

#[derive(Model)]
#[has_many(Post)]
struct User {
    id: Id,
}

fn main() {}
