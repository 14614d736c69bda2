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

fn search(request: &SearchRequest) {
    let _ = Label::search(request);
}

fn main() {}
