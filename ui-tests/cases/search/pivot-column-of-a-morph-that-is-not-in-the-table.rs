#[path = "../../support/search.rs"]
mod blog;
use blog::*;

diesel::table! { labelings (tag_id, owner_id, owner_type) { tag_id -> Integer, owner_id -> Integer, owner_type -> Text, place -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(labelings, tags);
diesel::allow_tables_to_appear_in_same_query!(labelings, posts);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(search)]
#[morph_to_many(Tag, morph = owner, pivot = labelings, search(plaze: i32))]
struct Article {
    id: i32,
    title: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Article::search(request).load(conn);
}

fn main() {}
