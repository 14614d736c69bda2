//! Pivot rows that exchange unique values: `UNIQUE (list_id, place)`, as after a drag and drop.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::result::Error::DatabaseError;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { lists (id) { id -> Integer, } }
diesel::table! { songs (id) { id -> Integer, name -> Text, } }
diesel::table! { list_song (list_id, song_id) { list_id -> Integer, song_id -> Integer, place -> Integer, rank -> Nullable<BigInt>, note -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(lists, songs, list_song);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = lists)]
#[belongs_to_many(Song)]
struct List {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = songs)]
struct Song {
    id: i32,
    name: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE lists (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE songs (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE list_song (list_id INTEGER NOT NULL, song_id INTEGER NOT NULL, place INTEGER NOT NULL CHECK (place > 0),
    rank BIGINT UNIQUE, note VARCHAR(20) NOT NULL DEFAULT 'kept', PRIMARY KEY (list_id, song_id), UNIQUE (list_id, place));
INSERT INTO lists VALUES (1), (2);
INSERT INTO songs VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd');
INSERT INTO list_song (list_id, song_id, place, note) VALUES (1, 1, 1, 'x'), (1, 2, 2, 'y'), (1, 3, 3, 'z'), (2, 1, 1, 'other'), (2, 2, 2, 'other');
";

const LIST: List = List { id: 1 };

/// The songs of the list and their notes, by their places.
macro_rules! songs {
    ($conn:expr) => {
        list_song::table
            .filter(list_song::list_id.eq(1))
            .order(list_song::place)
            .select((list_song::song_id, list_song::place, list_song::note))
            .load::<(i32, i32, String)>($conn)?
            .iter()
            .map(|(song, place, note)| format!("{place}: {song} {note}"))
            .collect::<Vec<_>>()
    };
}

fn places(of: &[(i32, i32)]) -> Vec<(i32, diesel::dsl::Eq<list_song::place, i32>)> {
    let rows = of.iter();
    rows.map(|&(song, place)| (song, list_song::place.eq(place)))
        .collect()
}

on_every_backend! {
    fn two_rows_exchange_their_places(conn) {
        conn.batch_execute(TABLES)?;
        let changes = LIST.songs().sync(places(&[(1, 2), (2, 1), (3, 3)])).execute(conn)?;
        assert_eq!((changes.updated, changes.attached, changes.detached), (vec![1, 2], vec![], vec![]));
        // What else the rows hold is kept.
        assert_eq!(songs!(conn), ["1: 2 y", "2: 1 x", "3: 3 z"]);
        assert_eq!(list_song::table.filter(list_song::list_id.eq(2)).order(list_song::place).select(list_song::song_id).load::<i32>(conn)?, [1, 2]);
    }

    fn a_round_with_a_new_and_a_removed_row(conn) {
        conn.batch_execute(TABLES)?;
        let changes = LIST.songs().sync(places(&[(4, 1), (1, 2), (3, 4), (2, 3)])).execute(conn)?;
        assert_eq!((changes.attached, changes.updated), (vec![4], vec![1, 3, 2]));
        assert_eq!(songs!(conn), ["1: 4 kept", "2: 1 x", "3: 2 y", "4: 3 z"]);
        let changes = LIST.songs().sync(places(&[(4, 2), (1, 3), (2, 1)])).execute(conn)?;
        assert_eq!(changes.detached, [3]);
        assert_eq!(songs!(conn), ["1: 2 y", "2: 4 kept", "3: 1 x"]);
    }

    fn rows_are_written_once_where_nothing_is_in_the_way(conn, statements) {
        conn.batch_execute(TABLES)?;
        // A transaction, the lock, a look, two updates.
        let (sent, changes) = statements.during(|| LIST.songs().sync(places(&[(1, 7), (2, 8), (3, 3)])).execute(conn));
        assert_eq!((sent, changes?.updated), (6, vec![1, 2]));
    }

    fn inside_a_transaction_and_in_other_writes(conn) {
        conn.batch_execute(TABLES)?;
        conn.transaction(|conn| {
            LIST.songs().attach(places(&[(3, 1), (1, 3)])).execute(conn)?;
            LIST.songs().attach(4).with_pivot(list_song::place.eq(9)).execute(conn)
        })?;
        assert_eq!(songs!(conn), ["1: 3 z", "2: 2 y", "3: 1 x", "9: 4 kept"]);
        let rows = Song::query().filter(songs::id.le(2)).order(songs::id).load(conn)?;
        LIST.songs().save_many(&rows).with_pivots([list_song::place.eq(2), list_song::place.eq(3)]).execute(conn)?;
        assert_eq!(songs!(conn), ["1: 3 z", "2: 1 x", "3: 2 y", "9: 4 kept"]);
    }

    fn several_unique_numbers(conn) {
        conn.batch_execute(TABLES)?;
        let ranked = |of: [(i32, i32, i64); 3]| of.map(|(song, place, rank)| (song, (list_song::place.eq(place), list_song::rank.eq(rank))));
        LIST.songs().sync(ranked([(1, 1, 10), (2, 2, 20), (3, 3, 30)])).execute(conn)?;
        let changes = LIST.songs().sync(ranked([(1, 2, 30), (2, 1, 10), (3, 3, 20)])).execute(conn)?;
        assert_eq!(changes.updated, [1, 2, 3]);
        assert_eq!(songs!(conn), ["1: 2 y", "2: 1 x", "3: 3 z"]);
        let ranks = list_song::table.filter(list_song::list_id.eq(1)).order(list_song::song_id).select(list_song::rank);
        assert_eq!(ranks.load::<Option<i64>>(conn)?, [Some(30), Some(10), Some(20)]);
    }

    fn places_that_others_have_are_refused(conn, statements) {
        conn.batch_execute(TABLES)?;
        let before = songs!(conn);
        let write = LIST.songs().sync(places(&[(1, 3), (2, 1)])).without_detaching();
        let (sent, refused) = statements.during(|| write.execute(conn));
        assert!(matches!(refused, Err(DatabaseError(UniqueViolation, _))));
        // A row that is refused again and again is given up after a few attempts.
        assert!(sent <= 35, "{sent} statements");
        assert!(matches!(LIST.songs().sync(places(&[(1, 5), (2, 5), (3, 3)])).execute(conn), Err(DatabaseError(UniqueViolation, _))));
        assert_eq!(songs!(conn), before);
    }
}
