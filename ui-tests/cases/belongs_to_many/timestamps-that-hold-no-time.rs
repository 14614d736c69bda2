#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

diesel::table! { memberships (user_id, role_id) { user_id -> Integer, role_id -> Integer, since -> Text, updated_at -> Timestamp, } }
diesel::allow_tables_to_appear_in_same_query!(memberships, roles);
diesel::allow_tables_to_appear_in_same_query!(memberships, users);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, pivot = memberships, foreign_key = user_id, timestamps = (since, updated_at))]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
