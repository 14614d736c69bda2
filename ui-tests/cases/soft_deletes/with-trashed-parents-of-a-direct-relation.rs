#[path = "../../support/trash.rs"]
mod trash;
use trash::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, post: &Post, comment: &Comment) -> QueryResult<()> {
    User::query().with(User::POSTS.with_trashed_parents()).load(conn)?;
    Ok(())
}
