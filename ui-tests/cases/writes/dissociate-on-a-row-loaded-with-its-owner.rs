#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let mut user = User::find(1).with(User::BOSS).first(conn).unwrap();
    User::BOSS.dissociate(&mut user);
}
