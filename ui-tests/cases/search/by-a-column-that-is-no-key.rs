use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::SearchRequest;

diesel::table! {
    posts {
        id -> Integer,
        slug -> Text,
    }
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = posts)]
#[model(search(write(slug)))]
struct Post {
    id: i32,
    slug: String,
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let request = SearchRequest::new();
    let post = Post::search(&request).by(posts::slug).find("a".to_owned(), conn);
    assert!(post.is_err());
}
