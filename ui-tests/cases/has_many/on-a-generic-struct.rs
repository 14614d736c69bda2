#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post, foreign_key = user_id)]
struct Member<T> {
    id: i32,
    name: T,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::<String>::query().load(conn);
}
