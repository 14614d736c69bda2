#[path = "../../support/trash.rs"]
mod trash;
use trash::*;

diesel::table! { tags { id -> Integer, } }
diesel::table! { post_tag (post_id, tag_id) { post_id -> Integer, tag_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(tags, posts, post_tag);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[belongs_to_many(Post)]
struct Tag {
    id: i32,
}

fn main() {
    let tag = Tag { id: 1 };
    let _ = tag.posts().with_trashed().detach(1);
    let _ = tag.posts().only_trashed().detach_all();
}
