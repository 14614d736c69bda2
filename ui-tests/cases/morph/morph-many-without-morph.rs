#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_many(Comment)]
struct Post {
    id: i32,
}

fn main() {}
