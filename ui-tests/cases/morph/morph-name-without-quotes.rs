#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[model(morph_name = post)]
struct Post {
    id: i32,
}

fn main() {}
