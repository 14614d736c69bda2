#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_many(Comment, morph = commentable)]
struct User {
    id: i32,
}

fn main() {}
