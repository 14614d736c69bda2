#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = users::table.select(User::POSTS.avg(posts::title)).load::<Option<f64>>(conn);
}
