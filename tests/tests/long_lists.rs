//! Lists of keys that are longer than a statement can bind values: 32,766 on SQLite, 65,535 on the others.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { readers { id -> Integer, name -> Text, } }
diesel::table! { letters { id -> Integer, reader_id -> Integer, } }
diesel::table! { stamps { id -> BigInt, } }
diesel::table! { letter_stamp (letter_id, stamp_id) { letter_id -> Integer, stamp_id -> BigInt, } }
diesel::table! { memos { id -> Integer, notable_id -> Integer, notable_type -> Text, } }
diesel::table! { seats (room, id) { room -> Integer, id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(readers, letters, stamps, letter_stamp, memos);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = readers)]
#[has_many(Letter)]
struct Reader {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = letters)]
#[belongs_to_many(Stamp)]
#[morph_many(Memo, morph = notable)]
struct Letter {
    id: i32,
    #[model(belongs_to(Reader))]
    reader_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = stamps)]
struct Stamp {
    id: i64,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = memos)]
struct Memo {
    id: i32,
    #[morph_to(Letter)]
    notable_id: i32,
    notable_type: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = seats, primary_key(room, id))]
struct Seat {
    room: i32,
    id: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE readers (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE letters (id INTEGER PRIMARY KEY, reader_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE stamps (id BIGINT PRIMARY KEY);
CREATE TEMPORARY TABLE letter_stamp (letter_id INTEGER NOT NULL, stamp_id BIGINT NOT NULL);
CREATE TEMPORARY TABLE memos (id INTEGER PRIMARY KEY, notable_id INTEGER NOT NULL, notable_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE seats (room INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (room, id));
INSERT INTO readers VALUES (-7, 'below'), (1, 'Alice'), (70000, 'last');
INSERT INTO letters VALUES (1, 1), (2, 70000), (3, -7), (4, 70001);
INSERT INTO stamps VALUES (5), (70000);
INSERT INTO letter_stamp VALUES (1, 5), (2, 70000), (4, 70001);
INSERT INTO memos VALUES (1, 1, 'Letter'), (2, 70000, 'Letter'), (3, 70001, 'Letter');
INSERT INTO seats VALUES (1, 1), (1, 70000), (70000, 1);
";

/// More than any database binds.
const MANY: i32 = 70_000;

fn ids<R>(rows: Vec<R>, id: impl Fn(&R) -> i32) -> Vec<i32> {
    let mut ids: Vec<i32> = rows.iter().map(id).collect();
    ids.sort_unstable();
    ids
}

on_every_backend! {
    fn find_many(conn) {
        conn.batch_execute(TABLES)?;
        let keys = || -MANY..=MANY;
        assert_eq!(ids(Reader::find_many(keys()).load(conn)?, |reader| reader.id), [-7, 1, 70_000]);
        let named = Reader::query().filter(readers::name.ne("last")).find_many(keys()).order(readers::id.desc()).limit(1);
        assert_eq!(ids(named.load(conn)?, |reader| reader.id), [1]);
        assert_eq!(diesel::delete(Reader::find_many(2..=MANY)).execute(conn)?, 1);
    }

    fn find_many_by_keys_of_two_columns(conn) {
        conn.batch_execute(TABLES)?;
        let seats = Seat::find_many((1..=MANY).map(|id| (1, id))).load(conn)?;
        assert_eq!(ids(seats, |seat| seat.id), [1, 70_000]);
    }

    fn where_belongs_to(conn) {
        conn.batch_execute(TABLES)?;
        let readers: Vec<Reader> = (-10..=MANY).map(|id| Reader { id, name: String::new() }).collect();
        assert_eq!(ids(Letter::query().where_belongs_to(Letter::READER, &readers).load(conn)?, |letter| letter.id), [1, 2, 3]);
    }

    fn where_attached_to(conn) {
        conn.batch_execute(TABLES)?;
        let letters = Letter::query().where_attached_to(Letter::STAMPS, 1..=i64::from(MANY)).load(conn)?;
        assert_eq!(ids(letters, |letter| letter.id), [1, 2]);
    }

    fn morphed_to(conn) {
        conn.batch_execute(TABLES)?;
        let letters: Vec<Letter> = (1..=MANY).map(|id| Letter { id, reader_id: 1 }).collect();
        let memos = Memo::query().filter(Memo::NOTABLE.morphed_to(&letters)).load(conn)?;
        assert_eq!(ids(memos, |memo| memo.id), [1, 2]);
    }

    fn several_lists_in_one_statement(conn) {
        conn.batch_execute(TABLES)?;
        let readers: Vec<Reader> = (1..=20_000).map(|id| Reader { id, name: String::new() }).collect();
        let letters = Letter::query()
            .where_belongs_to(Letter::READER, &readers)
            .where_attached_to(Letter::STAMPS, 1..=20_000i64)
            .find_many(1..=20_000)
            .load(conn)?;
        assert_eq!(ids(letters, |letter| letter.id), [1]);
    }

    fn the_rows_of_many_parents(conn) {
        conn.batch_execute(TABLES)?;
        let readers: Vec<Reader> = (-10..=MANY).map(|id| Reader { id, name: String::new() }).collect();
        let readers = readers.load_related(Reader::LETTERS.with(Letter::STAMPS), conn)?;
        assert_eq!(readers.iter().map(|reader| reader.letters.len()).sum::<usize>(), 3);
        assert_eq!(readers.iter().flat_map(|reader| &reader.letters).map(|letter| letter.stamps.len()).sum::<usize>(), 2);
    }
}
