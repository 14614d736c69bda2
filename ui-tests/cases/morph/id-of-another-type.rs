#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { songs { id -> Text, } }

#[derive(Model)]
#[morph_many(Image, morph = imageable)]
struct Song {
    id: String,
}

#[derive(Queryable, Selectable, Model)]
struct Image {
    id: i32,
    #[morph_to(Song)]
    imageable_id: i32,
    imageable_type: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Image::query().load(conn);
}
