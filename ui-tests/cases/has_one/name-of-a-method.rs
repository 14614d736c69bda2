#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { deletes { id -> Integer, user_id -> Integer, } }

#[derive(Model)]
struct Delete {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[has_one(Delete)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
