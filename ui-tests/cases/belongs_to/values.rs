#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
struct Article {
    id: i32,
    title: String,
    #[model(belongs_to(User, name = author, values(name = "Ann")))]
    user_id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Article::query().load(conn);
}
