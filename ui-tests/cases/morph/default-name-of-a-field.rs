#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { notes { id -> Integer, notable -> Text, notable_id -> Integer, notable_type -> Text, } }

#[derive(Model)]
struct Note {
    id: i32,
    notable: String,
    #[morph_to(Post, Video)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}
