#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

fn main() {}

fn mistake(post: &mut Post, comment: &Comment) {
    post.associate(Post::COMMENTS, comment);
}
