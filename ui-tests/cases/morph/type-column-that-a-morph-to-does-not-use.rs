#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, kind -> Text, } }

#[derive(Queryable, Selectable, Model)]
#[morph_many(Note, name = replies, morph = notable)]
struct Note {
    id: i32,
    #[morph_to(Note, morph_type = kind)]
    notable_id: i32,
    kind: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Note::query().load(conn);
}
