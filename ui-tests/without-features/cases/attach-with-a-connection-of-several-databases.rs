#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(SqliteConnection),
}

fn main() {}

fn mistake(conn: &mut AnyConnection, user: &User) {
    let _ = user.roles().sync([1]).execute(conn);
}
