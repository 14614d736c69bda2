#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { songs { id -> Text, } }

#[derive(Model)]
struct Song {
    id: String,
}

diesel::allow_tables_to_appear_in_same_query!(songs, taggables);

#[derive(Queryable, Selectable, Model)]
#[morphed_by_many(Song, morph = taggable)]
struct Tag {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Tag::query().load(conn);
}
