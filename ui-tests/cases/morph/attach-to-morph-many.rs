#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(post: &Post) {
    let _ = post.comments().attach(1);
}
