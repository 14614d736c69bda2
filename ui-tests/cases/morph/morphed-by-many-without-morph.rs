#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morphed_by_many(Post)]
struct Tag {
    id: i32,
}

fn main() {}
