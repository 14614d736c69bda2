#[path = "../../support/search.rs"]
mod blog;
use blog::*;

diesel::table! { sorts (kind) { kind -> Text, name -> Text, } }

#[derive(Debug, Clone, Queryable, Selectable, Model)]
#[diesel(table_name = sorts, primary_key(kind))]
#[model(search(filter(name)))]
struct Sort {
    kind: Kind,
    name: String,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Sort::search(request).load(conn);
}

fn main() {}
