#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Model)]
#[diesel(table_name = users)]
#[has_many_through(Comment, through = Post, first_key = user_id)]
struct Reader {
    id: i32,
}

fn main() {}

fn mistake(reader: &Reader, conn: &mut SqliteConnection) {
    let _ = reader.comments().create(comments::body.eq("x")).get_result(conn);
}
