//! Which rows a load reads. A row that must not be read has NULL in `text`, which Diesel believes to be `NOT NULL`: it
//! cannot be decoded.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { owners { id -> Integer, text -> Text, } }
diesel::table! { things { id -> Integer, owner_id -> Nullable<Integer>, text -> Text, } }
diesel::table! { parts { id -> Integer, thing_id -> Nullable<Integer>, text -> Text, } }
diesel::table! { rooms (house, id) { house -> Integer, id -> Integer, } }
diesel::table! { chairs { id -> Integer, house -> Integer, room_id -> Nullable<Integer>, text -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(owners, things, parts);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = owners)]
#[has_many(Thing)]
#[has_many_through(Part, through = Thing)]
struct Owner {
    id: i32,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = things)]
#[has_many(Part)]
struct Thing {
    id: i32,
    text: String,
    #[model(belongs_to(Owner))]
    owner_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = parts)]
struct Part {
    id: i32,
    text: String,
    #[model(belongs_to(Thing))]
    thing_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = rooms, primary_key(house, id))]
#[has_many(Chair, foreign_key = (house, room_id))]
struct Room {
    house: i32,
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = chairs)]
struct Chair {
    id: i32,
    text: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE owners (id INTEGER PRIMARY KEY, text VARCHAR(20));
CREATE TEMPORARY TABLE things (id INTEGER PRIMARY KEY, owner_id INTEGER, text VARCHAR(20));
CREATE TEMPORARY TABLE parts (id INTEGER PRIMARY KEY, thing_id INTEGER, text VARCHAR(20));
CREATE TEMPORARY TABLE rooms (house INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (house, id));
CREATE TEMPORARY TABLE chairs (id INTEGER PRIMARY KEY, house INTEGER NOT NULL, room_id INTEGER, text VARCHAR(20));
";

on_every_backend! {
    fn rows_without_a_key_are_not_read(conn, statements) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("
            INSERT INTO owners VALUES (1, 'a'), (2, 'b');
            INSERT INTO things VALUES (1, 1, 'x'), (2, NULL, NULL);
            INSERT INTO parts VALUES (1, 1, 'p'), (2, NULL, NULL);
            INSERT INTO rooms VALUES (1, 1), (1, 2);
            INSERT INTO chairs VALUES (1, 1, 1, 'c'), (2, 1, NULL, NULL);")?;
        let (sent, owners) = statements.during(|| Owner::query().order(owners::id).with(Owner::THINGS.with(Thing::PARTS)).load(conn));
        let owners = owners?;
        assert_eq!((sent, owners[0].things.len(), owners[0].things[0].parts.len(), owners[1].things.len()), (3, 1, 1, 0));
        assert_eq!(Room::query().order((rooms::house, rooms::id)).with(Room::CHAIRS).load(conn)?[0].chairs.len(), 1);
    }

    fn rows_through_a_row_without_a_key_are_not_read(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("
            INSERT INTO owners VALUES (1, 'a'), (2, 'b');
            INSERT INTO things VALUES (1, 1, 'x'), (2, NULL, 'y');
            INSERT INTO parts VALUES (1, 1, 'p'), (2, 2, NULL);")?;
        assert_eq!(Owner::query().order(owners::id).with(Owner::PARTS).load(conn)?[0].parts.len(), 1);
    }

    fn the_only_parent_reads_its_own_rows(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("
            INSERT INTO owners VALUES (1, 'a');
            INSERT INTO things VALUES (1, 1, 'x'), (2, 99, NULL);
            INSERT INTO parts VALUES (1, 1, 'p'), (2, 2, NULL);")?;
        let owners = Owner::query().with(Owner::THINGS.with(Thing::PARTS)).load(conn)?;
        assert_eq!((owners[0].things.len(), owners[0].things[0].parts.len()), (1, 1));
    }

    fn get_result_reads_one_row_and_what_belongs_to_it(conn, statements) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("
            INSERT INTO owners VALUES (1, 'a'), (2, NULL);
            INSERT INTO things VALUES (1, 1, 'x'), (2, 2, NULL);
            INSERT INTO parts VALUES (1, 1, 'p'), (2, 2, NULL);")?;
        let query = || Owner::query().order(owners::id).with(Owner::THINGS.with(Thing::PARTS));
        let (sent, owner) = statements.during(|| query().get_result(conn));
        assert_eq!((sent, owner?.things[0].parts.len()), (3, 1));
        assert_eq!(query().first(conn)?.things.len(), 1);
        assert_eq!(query().filter(owners::id.eq(1)).sole(conn)?.things.len(), 1);
        // A boxed query, whose conditions are not known.
        assert_eq!(query().into_boxed().get_result(conn)?.things.len(), 1);
        // The connection is ready for the next statement.
        assert_eq!(Owner::find(1).first(conn)?.things().load(conn)?.len(), 1);
    }

    fn first_or_reads_what_belongs_to_the_row(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("INSERT INTO owners VALUES (1, 'a'), (2, 'b'); INSERT INTO things VALUES (1, 1, 'x'), (2, 2, NULL);")?;
        let owner = Owner::query().order(owners::id).with(Owner::THINGS).first_or(|| unreachable!(), conn)?;
        assert_eq!(owner.things.len(), 1);
    }
}
