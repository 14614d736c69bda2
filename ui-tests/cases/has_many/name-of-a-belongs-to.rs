#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable, Model)]
#[has_many(Post, name = boss)]
struct User {
    id: i32,
    #[belongs_to(User)]
    boss_id: Option<i32>,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
