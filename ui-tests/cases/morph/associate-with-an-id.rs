#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &mut Comment) {
    Comment::COMMENTABLE.associate(comment, &1);
}
