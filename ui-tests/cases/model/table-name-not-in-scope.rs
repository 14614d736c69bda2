#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[diesel(table_name = people)]
struct User {
    id: i32,
}

fn main() {}
