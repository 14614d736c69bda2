#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, role: &Role, post: &Post) -> QueryResult<()> {
    let _ = User::query().filter(users::id.gt(1)).with(User::ROLES).load(conn)?;
    Ok(())
}
