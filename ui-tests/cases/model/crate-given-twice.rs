#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[model(crate = diesel_relations, crate = diesel_relations)]
struct User {
    id: i32,
}

fn main() {}
