#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &mut Comment) {
    comment.associate(Comment::COMMENTABLE, &1);
}
