#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(image: &mut Image) {
    Comment::COMMENTABLE.dissociate(image);
}
