#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = posts::table.filter(User::POSTS.exists()).load::<(i32, String, i32)>(conn);
}
