#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role, pivot = role_user, foreign_key = user_id, filter = role_user::active.eq(true))]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection, member: &Member) -> QueryResult<()> {
    let _ = member.roles().attach(1).execute(conn);
    let _ = member.roles().detach(1).execute(conn);
    Ok(())
}
