#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

fn main() {}

fn mistake(user: User, conn: &mut SqliteConnection) {
    let _ = user.posts().filter(posts::id.eq(1)).or_filter(users::id.eq(1)).load(conn);
}
