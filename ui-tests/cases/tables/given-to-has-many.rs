#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { old_posts { id -> Integer, user_id -> Integer, } }

#[derive(Model)]
#[diesel(table_name = users)]
#[has_many(Post, table = old_posts, foreign_key = user_id)]
struct Writer {
    id: i32,
}

fn main() {
    let _ = Writer::query().has(Writer::POSTS);
}
