#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake() {
    let _ = Comment::query().with(Comment::COMMENTABLE.with(Post::AUTHOR));
}
