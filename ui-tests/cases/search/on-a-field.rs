#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search)]
struct Label {
    id: i32,
    #[model(search)]
    name: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Label::search(request).load(conn);
}

fn main() {}
