#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Queryable, Selectable, Model)]
#[morph_many(Comment, name = replies, morph = commentable, colour = red)]
struct Comment {
    id: i32,
    #[morph_to(Comment)]
    commentable_id: Option<i32>,
    commentable_type: Option<String>,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Comment::query().load(conn);
}
