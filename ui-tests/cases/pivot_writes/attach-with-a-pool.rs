#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

struct Pool(Vec<SqliteConnection>);

fn main() {}

fn mistake(user: User, pool: &mut Pool) {
    let _ = user.roles().attach([1, 2]).execute(pool);
}
