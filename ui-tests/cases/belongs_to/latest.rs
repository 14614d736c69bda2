#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = posts)]
struct Post {
    id: i32,
    #[model(belongs_to(User, latest = id))]
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
