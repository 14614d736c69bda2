#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[model(morph_name = "")]
struct Post {
    id: i32,
}

fn main() {}
