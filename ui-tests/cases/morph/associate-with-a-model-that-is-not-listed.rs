#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &mut Comment, user: &User) {
    comment.associate(Comment::COMMENTABLE, user);
}
