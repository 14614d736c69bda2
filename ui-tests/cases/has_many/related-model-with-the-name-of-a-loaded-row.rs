#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[diesel(table_name = posts)]
struct UserWithPosts {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[has_many(UserWithPosts, name = posts, table = posts)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
