#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &Comment) {
    let _ = comment.commentable.is_some();
}
