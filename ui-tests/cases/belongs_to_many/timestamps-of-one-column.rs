#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, pivot = role_user, foreign_key = user_id, timestamps = active)]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
