#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

#[derive(Queryable, Selectable, Model)]
#[morph_one(Image, morph = imageable)]
struct User {
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
