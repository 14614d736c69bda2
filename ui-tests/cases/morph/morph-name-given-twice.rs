#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Queryable, Selectable, Model)]
#[model(morph_name = "post", morph_name = "article")]
struct Post {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Post::query().load(conn);
}
