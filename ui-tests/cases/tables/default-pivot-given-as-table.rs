use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, } }
diesel::table! { roles { id -> Integer, } }
diesel::table! { role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, roles, role_user);

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, table = role_user)]
struct User {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = roles)]
struct Role {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Role::query().load(conn);
}
