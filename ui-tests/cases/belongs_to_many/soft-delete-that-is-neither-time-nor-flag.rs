#![allow(unused)]

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, } }
diesel::table! { roles { id -> Integer, } }
diesel::table! { role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, gone -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(users, roles, role_user);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, soft_delete = gone)]
struct User {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = roles)]
struct Role {
    id: i32,
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let user = User::find(1).first(conn).unwrap();
    let _ = user.roles().detach([1]);
}
