#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Queryable, Selectable, Model)]
struct Note {
    id: i32,
    #[morph_to(Post, Video, foreign_key = notable_id)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Note::query().load(conn);
}
