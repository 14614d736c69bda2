#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel_relations::property!(WithTotal => total: i64);

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().with_property(WithTotal, diesel::dsl::count(users::id)).load(conn);
}
