#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(post: &mut Post) {
    Post::AUTHOR.dissociate(post);
}
