#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Model)]
struct Note {
    id: i32,
    notable_id: i32,
    notable_type: String,
}

#[derive(Queryable, Selectable, Model)]
#[morph_many(Note, morph = notable)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
