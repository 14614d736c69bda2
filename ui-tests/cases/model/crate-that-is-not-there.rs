#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = users)]
#[model(crate = nothing)]
#[has_many(Post, foreign_key = user_id)]
struct Member {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().with(Member::POSTS).load(conn);
}
