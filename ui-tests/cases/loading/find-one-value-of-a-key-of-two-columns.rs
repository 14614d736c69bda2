#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { members (team_id, user_id) { team_id -> Integer, user_id -> Integer, } }

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = members, primary_key(team_id, user_id))]
struct Member {
    team_id: i32,
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::find(1).first(conn);
}
