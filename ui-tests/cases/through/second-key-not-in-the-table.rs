#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many_through(Comment, through = Post, first_key = user_id, second_key = article_id)]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
