use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { r#enum (r#mod) { r#mod -> Integer, r#fn -> Nullable<Integer>, match_id -> Integer, } }
diesel::table! { r#match { id -> Integer, r#type -> Text, } }
diesel::table! { r#where { id -> Integer, r#in -> Nullable<Integer>, r#as -> Nullable<Text>, } }
diesel::table! { r#use (r#in) { r#in -> Integer, r#as -> Text, r#where -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(r#enum, r#match, r#where, r#use);

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
#[model(morph_name = "match")]
#[morph_many(r#Where, name = r#for, table = r#where, morph_id = r#in, morph_type = r#as)]
#[morph_to_many(r#Where, name = r#while, table = r#where, pivot = r#use, related_key = r#where, morph_id = r#in, morph_type = r#as)]
pub struct Match {
    pub id: i32,
    pub r#type: String,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = r#where)]
#[morphed_by_many(Match, name = r#while, table = r#match, pivot = r#use, foreign_key = r#where, morph_id = r#in, morph_type = r#as)]
pub struct Where {
    pub id: i32,
    #[morph_to(r#Match, Enum, r#Where, name = r#dyn, morph_type = r#as)]
    pub r#in: Option<i32>,
    pub r#as: Option<String>,
}

pub fn load_owners(conn: &mut SqliteConnection) -> QueryResult<()> {
    let owners = Where::DYN.with_match(Match::FOR).constrain_enum(|row| row.filter(r#enum::r#mod.gt(1)));
    let _ = Where::query().with(Where::WHILE.with(Match::WHILE)).has(Where::WHILE);
    for row in Where::query().with(owners).load(conn)? {
        match &row.r#dyn {
            Some(Dyn::Match(row)) => assert!(row.r#for.is_empty()),
            Some(owner @ (Dyn::Enum(_) | Dyn::Where(_))) => assert!(owner.as_match().is_none()),
            None => continue,
        }
        let _ = row.r#dyn().first(conn).optional()?;
    }
    let _ = Match::query().doesnt_have(Match::FOR).load(conn)?;
    let _ = Where::query().has(Where::DYN.r#match()).load(conn)?;
    Ok(())
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
