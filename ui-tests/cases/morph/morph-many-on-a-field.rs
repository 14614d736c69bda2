#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
struct Post {
    #[morph_many(Comment, morph = commentable)]
    id: i32,
}

fn main() {}
