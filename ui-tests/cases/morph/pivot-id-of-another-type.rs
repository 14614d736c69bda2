#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { songs { id -> Text, } }

#[derive(Queryable, Selectable, Model)]
#[morph_to_many(Tag, morph = taggable)]
struct Song {
    id: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Song::query().load(conn);
}
