#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Author {
    boss_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().with(Post::AUTHOR.select_as::<Author>()).load(conn);
}
