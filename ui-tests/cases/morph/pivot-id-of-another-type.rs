#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { songs { id -> Text, } }

#[derive(Model)]
#[morph_to_many(Tag, morph = taggable)]
struct Song {
    id: String,
}

fn main() {}
