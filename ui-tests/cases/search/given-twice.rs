#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search(filter(name)))]
#[model(search(sort(name)))]
struct Label {
    id: i32,
    name: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Label::search(request).load(conn);
}

fn main() {}
