//! Columns that are in scope, as `dsl::*` brings them, under names that generated code could have used.

use diesel::prelude::*;
use diesel_relations::prelude::*;

mod schema {
    diesel::table! { words { id -> Integer, key -> Integer, value -> Integer, inner -> Integer, count -> Integer, parent -> Integer, } }
    diesel::table! { texts { id -> Integer, related -> Integer, place -> Integer, relation -> Integer, owners -> Integer, owner_type -> Text, } }
    diesel::table! { links (word_id, text_id) { word_id -> Integer, text_id -> Integer, conn -> Integer, extent -> Integer, parents -> Integer, owner -> Integer, taken -> Integer, constrain -> Integer, } }
    diesel::allow_tables_to_appear_in_same_query!(words, texts, links);
}
use schema::links::dsl::*;
use schema::texts::dsl::*;
use schema::words::dsl::*;
use schema::{links as link_rows, texts as text_rows, words as word_rows};

#[derive(Debug, Queryable, Selectable, Model)]
#[diesel(table_name = word_rows)]
#[has_many(Text, table = text_rows, foreign_key = text_rows::related)]
#[belongs_to_many(Text, name = linked, table = text_rows, pivot = link_rows, using = Link, accessor = link)]
#[belongs_to_many(Text, name = plain, table = text_rows, pivot = link_rows, using = Link)]
#[morph_many(Text, name = owned, table = text_rows, morph_id = text_rows::place, morph_type = text_rows::owner_type)]
struct Word {
    #[diesel(column_name = id)]
    number: i32,
}

#[derive(Debug, Queryable, Selectable, Model)]
#[diesel(table_name = text_rows)]
struct Text {
    #[diesel(column_name = id)]
    number: i32,
    #[diesel(column_name = related)]
    #[model(belongs_to(Word, name = of, table = word_rows))]
    word: i32,
    #[diesel(column_name = place)]
    #[model(morph_to(Word, name = holder, morph_type = kind))]
    holder_id: i32,
    #[diesel(column_name = owner_type)]
    kind: String,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = link_rows)]
struct Link {
    #[diesel(column_name = word_id)]
    number: i32,
}

diesel_relations::property!(#[allow(dead_code)] WithSum => sum: i64);

fn main() {
    let conn_ = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = Word::query().filter(inner.eq(key)).filter(value.eq(count)).filter(parent.eq(1)).with((Word::TEXTS, Word::OWNED)).load(conn_);
    let _ = Word::query().with((Word::LINKED, Word::PLAIN));
    let _ = Text::query().filter(relation.eq(place)).with(Text::HOLDER).load(conn_);
    let _ = (conn, extent, parents, owner, taken, constrain, owners, related);
}
