#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, role: &Role, post: &Post) -> QueryResult<()> {
    let _ = user.roles().update_pivot(1, role_user::active.eq("yes")).execute(conn);
    Ok(())
}
