#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection, comment: &Comment) {
    let _ = comment.commentable().filter(posts::id.eq(1)).first(conn);
}
