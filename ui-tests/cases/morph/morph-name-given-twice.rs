#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[model(morph_name = "post", morph_name = "article")]
struct Post {
    id: i32,
}

fn main() {}
