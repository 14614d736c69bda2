#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Integer, } }

#[derive(Model)]
#[morph_many(Note, name = replies, morph = notable)]
struct Note {
    id: i32,
    #[morph_to(Note)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}
