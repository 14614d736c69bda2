#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let owners = Comment::COMMENTABLE.constrain_post(|post| post.filter(videos::title.eq("x")));
    let _ = Comment::query().with(owners).load(conn);
}
