#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
struct Member {
    #[belongs_to_many(Role)]
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
