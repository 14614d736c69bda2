#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = posts)]
#[model(with(author))]
struct Article {
    id: i32,
    #[belongs_to(User, name = author)]
    user_id: i32,
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = Article::query().with(Article::AUTHOR.filter(users::id.gt(1))).load(conn);
}
