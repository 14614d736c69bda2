#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &mut Comment, user: &User) {
    Comment::COMMENTABLE.associate(comment, user);
}
