#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let post = Post::query().first(conn).unwrap();
    let user = User::query().with(User::POSTS).first(conn).unwrap();
    let _ = user.posts().is(&post);
}
