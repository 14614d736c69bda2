#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = posts)]
struct Title {
    title: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with(User::POSTS.select_as::<Title>().with(Post::COMMENTS)).load(conn);
}
