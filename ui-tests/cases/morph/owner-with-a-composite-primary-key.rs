#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { posts (blog_id, id) { blog_id -> Integer, id -> Integer, } }

#[derive(Queryable, Selectable, Model)]
#[diesel(primary_key(blog_id, id))]
#[morph_many(Comment, morph = commentable)]
struct Post {
    blog_id: i32,
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
