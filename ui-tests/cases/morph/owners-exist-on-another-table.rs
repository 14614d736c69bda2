#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().filter(Comment::COMMENTABLE.exists()).load(conn);
}
