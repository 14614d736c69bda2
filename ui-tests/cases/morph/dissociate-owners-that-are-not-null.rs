#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(image: &mut Image) {
    Image::IMAGEABLE.dissociate(image);
}
