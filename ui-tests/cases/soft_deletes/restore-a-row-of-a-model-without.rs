#[path = "../../support/trash.rs"]
mod trash;
use trash::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, post: &Post, comment: &Comment) -> QueryResult<()> {
    comment.restore(conn)?;
    Ok(())
}
