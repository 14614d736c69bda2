use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, } }
diesel::table! { posts { id -> Integer, user_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Queryable, Selectable, Model)]
#[model(with(posts))]
#[has_many(Post)]
pub struct User {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
pub(crate) struct Post {
    id: i32,
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
