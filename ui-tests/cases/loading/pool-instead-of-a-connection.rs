#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

struct Pool(Vec<SqliteConnection>);

fn main() {}

fn mistake(pool: &mut Pool) {
    let _ = User::query().with(User::POSTS).paginate(1, 10).load(pool);
}
