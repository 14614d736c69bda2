#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(owner: &Commentable) {
    let _ = Comment::COMMENTABLE.morphed_to(owner);
}
