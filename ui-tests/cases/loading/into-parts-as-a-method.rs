#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) -> QueryResult<()> {
    let user = User::find(1).with(User::POSTS).first(conn)?;
    let (_user, _posts) = user.into_parts();
    Ok(())
}
