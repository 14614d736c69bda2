#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, pivot = role_user, foreign_key = user_id, timestamps = (active, updated_at))]
struct Member {
    id: i32,
    name: String,
}

fn main() {}
