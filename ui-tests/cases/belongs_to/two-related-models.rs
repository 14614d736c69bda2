#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
struct Article {
    id: i32,
    title: String,
    #[belongs_to(User, Post)]
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Article::query().with(Article::USER).load(conn);
}
