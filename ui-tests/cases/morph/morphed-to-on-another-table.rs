#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, post: &Post) {
    let _ = Post::query().filter(Comment::COMMENTABLE.morphed_to(post)).load(conn);
}
