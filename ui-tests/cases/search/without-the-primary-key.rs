#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Model)]
#[diesel(table_name = tags)]
#[model(search(filter(name)))]
struct Label {
    name: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Label::search(request).load(conn);
}

fn main() {}
