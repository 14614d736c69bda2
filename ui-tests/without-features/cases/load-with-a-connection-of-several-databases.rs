#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(SqliteConnection),
}

fn main() {}

fn mistake(conn: &mut AnyConnection) {
    let _ = User::query().with(User::ROLES).load(conn);
}
