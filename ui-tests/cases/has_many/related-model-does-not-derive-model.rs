#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { notes { id -> Integer, user_id -> Integer, } }

struct Note {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[has_many(Note)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
