#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search(filter(name)))]
struct Word {
    id: i32,
    name: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Word::search(request).load(conn);
}

fn main() {}
