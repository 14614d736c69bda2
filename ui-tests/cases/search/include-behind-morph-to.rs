#[path = "../../support/search.rs"]
mod blog;
use blog::*;

diesel::table! { notes { id -> Integer, owner_id -> Integer, owner_type -> Text, } }

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notes)]
#[model(search(include(owner.country)))]
struct Note {
    id: i32,
    #[model(morph_to(Writer, name = owner))]
    owner_id: i32,
    owner_type: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[morph_many(Note, morph = owner)]
struct Writer {
    id: i32,
    name: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Note::search(request).load(conn);
}

fn main() {}
