#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { members { id -> Integer, posts_count -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(members, posts);

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = members)]
#[has_many(Post, foreign_key = user_id)]
struct Member {
    id: i32,
    posts_count: i32,
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = Member::query().with_count(Member::POSTS).load(conn);
}
