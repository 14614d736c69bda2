#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

struct Note {
    id: i32,
}

fn main() {
    let _ = Note::query();
}
