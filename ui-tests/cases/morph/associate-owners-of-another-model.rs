#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(comment: &mut Comment, post: &Post) {
    Image::IMAGEABLE.associate(comment, post);
}
