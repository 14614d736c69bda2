#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_to_many(Tag)]
struct Post {
    id: i32,
}

fn main() {}
