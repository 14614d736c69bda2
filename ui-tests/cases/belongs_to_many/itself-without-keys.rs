#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

diesel::table! { follows (follower_id, followed_id) { follower_id -> Integer, followed_id -> Integer, } }

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Member, table = users, name = followers, pivot = follows)]
struct Member {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
