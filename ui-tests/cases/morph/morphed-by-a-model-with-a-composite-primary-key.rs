#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { songs (album_id, id) { album_id -> Integer, id -> Integer, } }

#[derive(Model)]
#[diesel(primary_key(album_id, id))]
struct Song {
    album_id: i32,
    id: i32,
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
