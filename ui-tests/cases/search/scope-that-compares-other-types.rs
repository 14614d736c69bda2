#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(search(filter(title), scope(old = posts::votes.ge("a"))))]
struct Post {
    id: i32,
    title: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Post::search(request).load(conn);
}

fn main() {}
