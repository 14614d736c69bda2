#[path = "../../support/search.rs"]
mod blog;
use blog::*;

#[derive(Debug, Clone, Queryable, Selectable, Model)]
#[diesel(table_name = tags)]
#[model(search(filter(name)))]
struct Label {
    name: String,
}

fn search(request: &SearchRequest) {
    let _ = Label::search(request);
}

fn main() {}
