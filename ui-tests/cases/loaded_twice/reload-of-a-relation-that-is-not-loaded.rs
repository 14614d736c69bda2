#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let mut user = User::find(1).with(User::BOSS).first(conn)?;
    user.reload_related(User::POSTS, conn)
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = load(conn);
}
