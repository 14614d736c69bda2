#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake() {
    let _ = Post::query().with(Post::IMAGE.with(Comment::COMMENTABLE));
}
