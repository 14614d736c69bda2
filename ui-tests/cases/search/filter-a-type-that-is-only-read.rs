#[path = "../../support/search.rs"]
mod blog;
use blog::*;

/// A type that is only read.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, diesel::deserialize::FromSqlRow)]
struct Title(String);

impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for Title {
    fn from_sql(bytes: diesel::sqlite::SqliteValue<'_, '_, '_>) -> diesel::deserialize::Result<Self> {
        <String as diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite>>::from_sql(bytes).map(Title)
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[model(search(filter(name)))]
struct Label {
    id: i32,
    name: Title,
}

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Label::search(request).load(conn);
}

fn main() {}
