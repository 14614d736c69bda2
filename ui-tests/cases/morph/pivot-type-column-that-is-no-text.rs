#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_to_many(Tag, morph = taggable, morph_type = tag_id)]
struct Post {
    id: i32,
}

fn main() {}
