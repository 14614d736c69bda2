//! Owners that are keyed by UUIDs, in an id column of texts.
// A connection of several databases has no UUIDs.
#![cfg(all(feature = "postgres", not(feature = "multi")))]

use std::fmt;
use std::str::FromStr;

use diesel::connection::SimpleConnection;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types;
use diesel_relations::prelude::*;
use diesel_relations_tests::backend;

diesel::table! { rooms (id) { id -> Uuid, name -> Text, } }
diesel::table! { desks (id) { id -> Integer, name -> Text, } }
diesel::table! { keys (id) { id -> Integer, keyable_id -> Text, keyable_type -> Text, } }
diesel::table! { users (id) { id -> Integer, name -> Text, } }
diesel::table! { accessibles (user_id, accessible_id, accessible_type) { user_id -> Integer, accessible_id -> Text, accessible_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(rooms, desks, keys, users, accessibles);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Uuid)]
struct Uuid(u128);

impl FromSql<sql_types::Uuid, Pg> for Uuid {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Uuid(u128::from_be_bytes(bytes.as_bytes().try_into()?)))
    }
}

impl ToSql<sql_types::Uuid, Pg> for Uuid {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        std::io::Write::write_all(out, &self.0.to_be_bytes())?;
        Ok(IsNull::No)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:032x}", self.0);
        write!(
            f,
            "{}-{}-{}-{}-{}",
            &text[..8],
            &text[8..12],
            &text[12..16],
            &text[16..20],
            &text[20..]
        )
    }
}

impl FromStr for Uuid {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(&text.replace('-', ""), 16).map(Uuid)
    }
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = rooms)]
#[morph_many(Key, morph = keyable)]
#[morph_to_many(User, morph = accessible)]
struct Room {
    id: Uuid,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = desks)]
#[morph_many(Key, morph = keyable)]
struct Desk {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = keys)]
struct Key {
    id: i32,
    #[morph_to(Room, Desk)]
    keyable_id: String,
    keyable_type: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[morphed_by_many(Room, morph = accessible)]
struct User {
    id: i32,
    name: String,
}

const TABLES: &str = "
DROP TABLE users;
CREATE TEMPORARY TABLE rooms (id UUID PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE desks (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE keys (id INTEGER PRIMARY KEY, keyable_id VARCHAR(50) NOT NULL, keyable_type VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE accessibles (user_id INTEGER NOT NULL, accessible_id VARCHAR(50) NOT NULL, accessible_type VARCHAR(50) NOT NULL);
INSERT INTO rooms VALUES ('00000000-0000-0000-0000-0000000000aa', 'A'), ('00000000-0000-0000-0000-0000000000bb', 'B');
INSERT INTO desks VALUES (7, 'Seven');
INSERT INTO keys VALUES (1, '00000000-0000-0000-0000-0000000000aa', 'Room'), (2, '7', 'Desk');
INSERT INTO users VALUES (1, 'Ann');
";

#[test]
fn uuids_and_integers_in_one_column() -> QueryResult<()> {
    let conn = &mut backend::postgres();
    conn.batch_execute(TABLES)?;
    let rooms = Room::query().order(rooms::id).with(Room::KEYS).load(conn)?;
    assert_eq!((rooms[0].keys.len(), rooms[1].keys.len()), (1, 0));
    assert_eq!(Room::query().has(Room::KEYS).load(conn)?[0].name, "A");
    assert_eq!(
        Desk::query().has(Desk::KEYS).with(Desk::KEYS).load(conn)?[0].keys[0].id,
        2
    );
    let keys = Key::query().order(keys::id).with(Key::KEYABLE).load(conn)?;
    assert!(matches!(&keys[0].keyable, Keyable::Room(room) if room.name == "A"));
    assert!(matches!(&keys[1].keyable, Keyable::Desk(desk) if desk.name == "Seven"));
    let of_a = Key::query()
        .has(Key::KEYABLE.room().filter(rooms::name.eq("A")))
        .load(conn)?;
    assert_eq!(of_a.len(), 1);
    let key = rooms[1].keys().create(keys::id.eq(3)).get_result(conn)?;
    assert_eq!(
        (key.keyable_id.as_str(), key.keyable_type.as_str()),
        ("00000000-0000-0000-0000-0000000000bb", "Room")
    );

    assert_eq!(rooms[0].users().sync([1]).execute(conn)?.attached, [1]);
    let ann = User::find(1).with(User::ROOMS).first(conn)?;
    assert_eq!(ann.rooms[0].name, "A");
    assert_eq!(
        ann.rooms().sync(&rooms).execute(conn)?.attached,
        [rooms[1].id.to_string()]
    );
    assert_eq!(ann.rooms().count().get_result::<i64>(conn)?, 2);
    Ok(())
}
