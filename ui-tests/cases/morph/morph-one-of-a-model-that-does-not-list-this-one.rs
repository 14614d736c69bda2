#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_one(Image, morph = imageable)]
struct User {
    id: i32,
}

fn main() {}
