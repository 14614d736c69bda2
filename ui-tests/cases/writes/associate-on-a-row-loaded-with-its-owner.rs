#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let bob = User::find(2).first(conn).unwrap();
    let mut post = Post::find(1).with((Post::AUTHOR, Post::COMMENTS)).first(conn).unwrap();
    Post::AUTHOR.associate(&mut post, &bob);
}
