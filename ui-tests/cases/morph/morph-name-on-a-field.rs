#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
struct Post {
    #[model(morph_name = "post")]
    id: i32,
}

fn main() {}
