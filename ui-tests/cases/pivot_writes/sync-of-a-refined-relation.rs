#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, role: &Role, post: &Post) -> QueryResult<()> {
    let _ = user.roles().filter(roles::id.gt(1)).sync([1, 2]).execute(conn);
    Ok(())
}
