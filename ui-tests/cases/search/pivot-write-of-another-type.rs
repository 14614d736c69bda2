#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(search)]
#[has_many(Comment)]
#[belongs_to_many(Tag, pivot = post_tag, search(write(approved: String)))]
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

fn search(post: &Post, request: &SearchRequest) {
    let _ = post.tags().search(request);
}

fn main() {}
