#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

struct Owner {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
struct Post {
    id: i32,
    #[belongs_to(Owner, table = users)]
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
