#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let user = User::query().first(conn).unwrap();
    let _ = user.roles().sync([]).execute(conn);
}
