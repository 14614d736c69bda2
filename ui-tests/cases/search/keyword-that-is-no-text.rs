#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(search(keywords(votes)))]
#[has_many(Comment)]
struct Post {
    id: i32,
    title: String,
    votes: i32,
    kind: Kind,
    options: serde_json::Value,
    #[model(belongs_to(User, name = author))]
    user_id: i32,
    #[model(belongs_to(Editor))]
    editor_id: i32,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Post::search(request).load(conn);
}

fn main() {}
