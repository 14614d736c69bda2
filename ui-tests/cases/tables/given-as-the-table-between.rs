#[path = "../../support/roles.rs"]
mod roles;
use roles::*;

diesel::table! { old_posts { id -> Integer, user_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(old_posts, comments);

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = users)]
#[has_many_through(Comment, through = Post, through_table = old_posts, first_key = user_id)]
struct Writer {
    id: i32,
}

fn main() {
    let _ = Writer::query().with_count(Writer::COMMENTS);
}
