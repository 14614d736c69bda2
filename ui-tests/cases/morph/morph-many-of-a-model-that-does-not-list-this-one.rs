#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Queryable, Selectable, Model)]
#[morph_many(Comment, morph = commentable)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
