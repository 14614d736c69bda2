#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

enum Kind {
    Note(i32),
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post, name = notes, foreign_key = user_id, defaults(user_id = Kind::Note(1)))]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
