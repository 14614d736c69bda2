#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(users: &Vec<User>) {
    let _ = Comment::COMMENTABLE.morphed_to(users);
}
