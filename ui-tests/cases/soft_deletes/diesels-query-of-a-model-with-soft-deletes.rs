#![allow(unused)]

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, deleted_at -> Nullable<Timestamp>, } }

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(soft_delete)]
struct User {
    id: i32,
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _: QueryResult<Vec<User>> = User::query().load(conn);
}
