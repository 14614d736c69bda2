#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(user: &User) {
    let _ = Comment::COMMENTABLE.morphed_to(user);
}
