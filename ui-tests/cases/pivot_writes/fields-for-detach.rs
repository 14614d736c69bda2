#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, role: &Role, post: &Post) -> QueryResult<()> {
    let _ = user.roles().detach([1]).with_pivot(role_user::active.eq(true)).execute(conn);
    Ok(())
}
