#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = comments)]
struct Body {
    body: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with(User::POSTS.with(Post::COMMENTS.select_as::<Body>())).load(conn);
}
