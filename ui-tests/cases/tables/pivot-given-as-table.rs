#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, table = role_user, pivot = role_user, foreign_key = user_id)]
struct Member {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
