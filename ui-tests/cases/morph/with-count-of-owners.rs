#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake() {
    let _ = Comment::query().with_count(Comment::COMMENTABLE);
}
