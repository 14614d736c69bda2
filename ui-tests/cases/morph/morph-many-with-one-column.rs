#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_many(Comment, morph_id = commentable_id)]
struct Post {
    id: i32,
}

fn main() {}
