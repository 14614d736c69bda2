#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

struct Pool(Vec<SqliteConnection>);

fn main() {}

fn mistake(user: User, pool: &mut Pool) {
    let _ = user.posts().create(posts::title.eq("x")).get_result(pool);
}
