#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let image = Image::query().with(Image::IMAGEABLE).first(conn).unwrap();
    match &image.imageable {
        Imageable::Post(post) => {}
    }
}
