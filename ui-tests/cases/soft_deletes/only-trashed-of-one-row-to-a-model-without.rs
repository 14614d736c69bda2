#[path = "../../support/trash.rs"]
mod trash;
use trash::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, post: &Post, comment: &Comment) -> QueryResult<()> {
    post.comments().only_trashed().load(conn)?;
    Ok(())
}
