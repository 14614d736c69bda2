#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_to_many(Tag, morph = tagable)]
struct Post {
    id: i32,
}

fn main() {}
