#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

const DRAFT: &str = "draft";

enum Kind {
    Draft,
    Note(i32),
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post, name = drafts, foreign_key = user_id, values(title = DRAFT))]
#[has_many(Post, name = notes, foreign_key = user_id, defaults(title = Kind::Draft, user_id = Kind::Note(1)))]
struct Member {
    id: i32,
    name: String,
}

fn main() {}
