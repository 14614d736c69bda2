#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake() {
    let _ = Post::query().has(Comment::COMMENTABLE.post());
}
