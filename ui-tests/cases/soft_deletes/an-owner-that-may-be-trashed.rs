#[path = "../../support/trash.rs"]
mod trash;
use trash::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, user: &User, post: &Post, comment: &Comment) -> QueryResult<()> {
    let posts = Post::query().with(Post::AUTHOR).load(conn)?;
    println!("{}", posts[0].author.name);
    Ok(())
}
