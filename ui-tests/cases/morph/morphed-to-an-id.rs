#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake() {
    let _ = Comment::COMMENTABLE.morphed_to(1);
}
