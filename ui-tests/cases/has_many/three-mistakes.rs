#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable, Model)]
#[has_many(Post, foreing_key = user_id)]
#[has_many(Comment, name = remarks, local_key = slug)]
#[has_one]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
