#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[diesel(table_name = images)]
struct Photo {
    id: i32,
    #[morph_to(Post, Video, name = notable)]
    imageable_id: i32,
    imageable_type: String,
}

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Queryable, Selectable, Model)]
struct Note {
    id: i32,
    #[morph_to(Post, Video)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Note::query().load(conn);
}
