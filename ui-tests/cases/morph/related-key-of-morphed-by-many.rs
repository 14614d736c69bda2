#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Queryable, Selectable, Model)]
#[morphed_by_many(Post, morph = taggable, related_key = taggable_id)]
struct Tag {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Tag::query().load(conn);
}
