#[path = "../../support/morph.rs"]
mod morph;
use morph::*;

#[derive(Model)]
struct Comment {
    id: i32,
    #[morph_to(Post, Video)]
    touch_id: i32,
    touch_type: String,
}

fn main() {}
