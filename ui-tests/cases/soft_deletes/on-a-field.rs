#![allow(unused)]

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, name -> Text, gone -> Nullable<Text>, removed_at -> Timestamp, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { notes { id -> Integer, } }

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
struct User {
    #[model(soft_delete)]
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = User::query().load(conn);
}
