#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(post: &mut Post, comment: &Comment) {
    Post::COMMENTS.associate(post, comment);
}
