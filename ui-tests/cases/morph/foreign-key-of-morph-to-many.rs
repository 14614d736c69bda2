#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_to_many(Tag, morph = taggable, foreign_key = taggable_id)]
struct Post {
    id: i32,
}

fn main() {}
