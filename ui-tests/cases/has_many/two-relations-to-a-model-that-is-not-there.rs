#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Pst, name = posts, table = posts, foreign_key = user_id)]
#[has_one(Pst, name = last_post, table = posts, foreign_key = user_id, latest)]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().with(Member::POSTS).load(conn);
}
