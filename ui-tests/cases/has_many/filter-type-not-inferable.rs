#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

const VALUE: i32 = 1;

#[derive(Queryable, Selectable, Model)]
#[has_many(Post, filter = posts::id.eq(VALUE))]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
