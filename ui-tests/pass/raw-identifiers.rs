use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { r#enum (r#mod) { r#mod -> Integer, r#fn -> Nullable<Integer>, match_id -> Integer, } }
diesel::table! { r#match { id -> Integer, r#type -> Text, } }

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = r#enum, primary_key(r#mod))]
#[has_many(Enum, name = r#type, table = r#enum, foreign_key = r#fn)]
#[has_many(Enum, name = filtered, table = r#enum, foreign_key = r#fn, filter = r#enum::r#mod.ge(1i32))]
pub struct Enum {
    pub r#mod: i32,
    #[belongs_to(Enum, name = r#loop, table = r#enum)]
    pub r#fn: Option<i32>,
    #[belongs_to(Match, table = r#match)]
    pub r#match_id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = r#match)]
#[has_many(Enum, name = enums, table = r#enum)]
pub struct Match {
    pub id: i32,
    pub r#type: String,
}

pub fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let relations = (Enum::TYPE, Enum::LOOP, Enum::MATCH, Enum::FILTERED);
    for row in Enum::query().with(relations).with_count(Enum::TYPE).load(conn)? {
        let _ = (row.r#type.len(), row.r#loop.is_some(), &row.r#match.r#type, row.type_count);
        let _ = row.r#type();
    }
    Ok(())
}

fn main() {}
