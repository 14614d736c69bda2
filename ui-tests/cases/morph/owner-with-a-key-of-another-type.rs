#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { songs { id -> Text, } }

#[derive(Model)]
struct Song {
    id: String,
}

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Queryable, Selectable, Model)]
struct Note {
    id: i32,
    #[morph_to(Post, Song)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Note::query().load(conn);
}
