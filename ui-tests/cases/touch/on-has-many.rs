#[path = "../../support/times.rs"]
mod times;
use times::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Post, foreign_key = user_id, touch)]
struct Mistake {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Mistake::query().load(conn);
}
