#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &mut Comment, post: &Post) {
    comment.associate(Image::IMAGEABLE, post);
}
