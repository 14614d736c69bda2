#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

fn main() {}

fn mistake(user: User, conn: &mut SqliteConnection) {
    let _ = user.posts().pivots().filter(posts::id.eq(1)).count().get_result::<i64>(conn);
}
