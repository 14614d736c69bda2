#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { users (id, name) { id -> Integer, name -> Text, } }

#[derive(Model)]
#[diesel(primary_key(id, name))]
struct User {
    id: i32,
    name: String,
}

#[derive(Queryable, Selectable, Model)]
struct Post {
    id: i32,
    #[belongs_to(User)]
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
