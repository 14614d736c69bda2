#![allow(unused)]

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, deleted -> Nullable<Bool>, } }

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(soft_delete = deleted)]
struct User {
    id: i32,
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = User::find(1).delete(conn);
}
