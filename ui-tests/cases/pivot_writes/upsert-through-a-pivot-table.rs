#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, role: &Role, post: &Post) -> QueryResult<()> {
    let _ = user.roles().upsert([roles::id.eq(1)], roles::id, ()).execute(conn);
    Ok(())
}
