#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search(include(labels)))]
#[has_many(Label, table = post_tag, foreign_key = tag_id)]
struct Tagged {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, Identifiable, Model)]
#[diesel(table_name = post_tag, primary_key(post_id, tag_id))]
#[model(search)]
struct Label {
    post_id: i32,
    tag_id: i32,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Tagged::search(request).load(conn);
}

fn main() {}
