#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

enum Kind {
    Draft,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post, name = notes, foreign_key = user_id, defaults(title = Kind::Draft))]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
