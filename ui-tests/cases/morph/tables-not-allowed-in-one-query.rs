#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

diesel::table! { labels { id -> Integer, name -> Text, } }

#[derive(Queryable, Selectable, Model)]
struct Label {
    id: i32,
    name: String,
}

#[derive(Queryable, Selectable, Model)]
#[morph_to_many(Label, morph = taggable, related_key = tag_id)]
struct Post {
    id: i32,
    title: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
