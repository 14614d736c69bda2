#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &Comment, user: &User) {
    let _ = comment.commentable().is(user);
}
