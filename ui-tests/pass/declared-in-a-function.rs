//! Tables and models that are declared inside a function.

use diesel::prelude::*;
use diesel_relations::prelude::*;

fn main() {
    diesel::table! { users (id) { id -> Integer, } }
    diesel::table! { roles (id) { id -> Integer, } }
    diesel::table! { role_user (user_id, role_id) { user_id -> Integer, role_id -> Integer, active -> Bool, created_at -> Timestamp, updated_at -> Timestamp, } }
    diesel::allow_tables_to_appear_in_same_query!(users, roles, role_user);

    #[derive(Queryable, Selectable, Model)]
    #[diesel(table_name = users)]
    #[belongs_to_many(Role, pivot = role_user, timestamps, values(active = true), detach(active = false))]
    struct User {
        id: i32,
    }

    #[derive(Queryable, Selectable, Model)]
    #[diesel(table_name = roles)]
    struct Role {
        id: i32,
    }

    let _ = |user: &User| user.roles().attach(1);
    let _ = User::query().with(User::ROLES);
}
