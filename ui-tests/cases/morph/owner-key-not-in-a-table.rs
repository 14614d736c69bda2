#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Model)]
struct Note {
    id: i32,
    #[morph_to(Post, owner_key = uuid)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}
