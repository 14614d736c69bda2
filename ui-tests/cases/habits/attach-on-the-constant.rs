#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::ROLES.attach(1).execute(conn);
}
