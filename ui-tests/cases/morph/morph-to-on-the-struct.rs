#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Model)]
#[morph_to(Post, Video)]
struct Comment {
    id: i32,
    commentable_id: Option<i32>,
    commentable_type: Option<String>,
}

fn main() {}
