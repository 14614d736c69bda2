#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morphed_by_many(Post, morph = taggable, related_key = taggable_id)]
struct Tag {
    id: i32,
}

fn main() {}
