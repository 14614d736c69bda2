#[path = "../../support/trash.rs"]
mod trash;
use trash::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, post: &Post, comment: &Comment) -> QueryResult<()> {
    users::table.with(User::POSTS).with_trashed().load(conn)?;
    Ok(())
}
