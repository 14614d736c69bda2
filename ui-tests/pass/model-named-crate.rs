#[path = "../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { crates { id -> Integer, } }

#[derive(Model)]
#[diesel(table_name = crates)]
struct Crate {
    id: i32,
}

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Model)]
struct Note {
    id: i32,
    #[morph_to(Post, Crate)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}
