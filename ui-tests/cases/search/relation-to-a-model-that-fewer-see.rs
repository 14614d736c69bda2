#[path = "../../support/search.rs"]
mod blog;
use blog::*;

pub mod models {
    use super::*;

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = tags)]
    #[model(search(filter(labels.name)))]
    #[has_many(Hidden, name = labels, table = tags, foreign_key = id)]
    pub struct Label {
        pub id: i32,
        pub name: String,
    }

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = tags)]
    #[model(search)]
    struct Hidden {
        id: i32,
        name: String,
    }
}
use models::Label;

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Label::search(request).load(conn);
}

fn main() {}
