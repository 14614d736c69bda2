#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let comment = Comment::query().with(Comment::COMMENTABLE).first(conn).unwrap();
    match &comment.commentable {
        Commentable::Post(post) => {}
        Commentable::Video(video) => {}
    }
}
