#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Queryable, Selectable, Model)]
#[morph_to_many(Tag, morph = tagable)]
struct Post {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
