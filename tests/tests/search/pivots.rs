//! Related rows that a pivot table has twice: its primary key tells them apart, on every page.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::ErrorCode;
use diesel_relations_tests::on_every_backend;
use serde::Serialize;

use crate::{query, refused};

diesel::table! { players { id -> Integer, name -> Text, } }
diesel::table! { clubs { id -> Integer, name -> Text, } }
diesel::table! { contracts { id -> BigInt, club_id -> Integer, player_id -> Integer, year -> Integer, } }
diesel::table! { awards (club_id, player_id, kind, place) { club_id -> Integer, player_id -> Integer, kind -> Text, place -> SmallInt, } }
diesel::allow_tables_to_appear_in_same_query!(players, clubs, contracts, awards);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = players)]
#[model(search(filter(name), sort(name)))]
struct Player {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = contracts)]
struct Contract {
    id: i64,
    club_id: i32,
    player_id: i32,
    year: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = awards, primary_key(club_id, player_id, kind, place))]
struct Award {
    club_id: i32,
    player_id: i32,
    kind: String,
    place: i16,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = clubs)]
#[belongs_to_many(Player, name = members, pivot = contracts)]
#[belongs_to_many(Player, pivot = contracts, using = Contract, search(year: i32))]
#[belongs_to_many(Player, name = heroes, pivot = awards, using = Award, search(place: i16))]
#[model(search(include(players, heroes)))]
struct Club {
    id: i32,
    name: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE players (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE clubs (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE contracts (id BIGINT PRIMARY KEY, club_id INTEGER NOT NULL, player_id INTEGER NOT NULL, year INTEGER NOT NULL);
CREATE TEMPORARY TABLE awards (club_id INTEGER NOT NULL, player_id INTEGER NOT NULL, kind VARCHAR(20) NOT NULL, place SMALLINT NOT NULL,
    PRIMARY KEY (club_id, player_id, kind, place));
INSERT INTO players VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Ann');
INSERT INTO clubs VALUES (1, 'one'), (2, 'two');
INSERT INTO contracts VALUES (9007199254740993, 1, 2, 1), (5, 1, 1, 3), (9007199254740994, 1, 2, 1), (10, 1, 1, 1), (4, 1, 3, 2), (2, 1, 1, 2), (1, 2, 1, 1);
INSERT INTO awards VALUES (1, 1, 'goals', 10), (1, 1, 'goals', 9), (1, 1, 'cards', 2), (1, 2, 'goals', 1), (2, 1, 'goals', 3);
";

/// All rows, page by page and back, each as a text of its own.
macro_rules! walk {
    ($relation:expr, $sort:expr, $limit:expr, $conn:ident, $text:expr) => {{
        let (mut pages, mut cursor) = (Vec::new(), String::new());
        let mut previous;
        loop {
            let request = query(&format!("sort={}&limit={}{cursor}", $sort, $limit));
            let page = $relation.search(&request).load_by_cursor($conn).unwrap();
            pages.push(page.rows.iter().map($text).collect::<Vec<_>>());
            assert!(pages.len() < 9, "{pages:?}");
            previous = page.previous_cursor;
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let found = pages.concat();
        pages.pop();
        while let Some(cursor) = previous {
            let request = query(&format!("sort={}&limit={}&cursor={cursor}", $sort, $limit));
            let page = $relation.search(&request).load_by_cursor($conn).unwrap();
            assert_eq!(
                Some(page.rows.iter().map($text).collect()),
                pages.pop(),
                "back"
            );
            previous = page.previous_cursor;
        }
        found
    }};
}

on_every_backend! {
    fn a_key_of_its_own(conn) {
        conn.batch_execute(TABLES)?;
        let club = Club::find(1).first(conn)?;
        let (b1, b2) = (9_007_199_254_740_993, 9_007_199_254_740_994);
        for (sort, expected) in [
            ("", [2, 5, 10, b1, b2, 4]),
            ("name", [2, 5, 10, 4, b1, b2]),
            ("-name", [b2, b1, 4, 10, 5, 2]),
            ("pivot.year", [10, b1, b2, 2, 4, 5]),
            ("-pivot.year,name", [5, 2, 4, 10, b1, b2]),
        ] {
            for limit in [1, 2, 4, 10] {
                let found = walk!(club.players(), sort, limit, conn, |row| row.pivot.id);
                assert_eq!(found, expected, "{sort} {limit}");
            }
            let mut found = Vec::new();
            for page in 1..=3 {
                let request = query(&format!("sort={sort}&limit=2&page={page}"));
                let page = club.players().search(&request).load(conn).unwrap();
                assert_eq!(page.total, 6);
                found.extend(page.rows.iter().map(|row| row.pivot.id));
            }
            assert_eq!(found, expected, "{sort}");
        }
    }

    fn a_key_of_the_two_keys_and_more(conn) {
        conn.batch_execute(TABLES)?;
        let club = Club::find(1).first(conn)?;
        let text = |kind: &str, place: i16| format!("{kind}{place}");
        for (sort, expected) in [
            ("", ["cards2", "goals9", "goals10", "goals1"]),
            ("-name", ["goals1", "goals10", "goals9", "cards2"]),
            ("pivot.place", ["goals1", "cards2", "goals9", "goals10"]),
        ] {
            for limit in [1, 3] {
                let found = walk!(club.heroes(), sort, limit, conn, |row| text(&row.pivot.kind, row.pivot.place));
                assert_eq!(found, expected, "{sort} {limit}");
            }
        }
    }

    fn distinct_rows_are_there_once(conn) {
        conn.batch_execute(TABLES)?;
        let club = Club::find(1).first(conn)?;
        for (sort, once, twice) in [("", [1, 2, 3], [1, 1, 1, 2, 2, 3]), ("-name", [2, 3, 1], [2, 2, 3, 1, 1, 1])] {
            assert_eq!(walk!(club.members().distinct(), sort, 2, conn, |row| row.id), once, "{sort}");
            assert_eq!(walk!(club.members(), sort, 2, conn, |row| row.id), twice, "{sort}");
            let request = query(&format!("sort={sort}"));
            let page = club.members().distinct().search(&request).load(conn).unwrap();
            assert_eq!((page.total, page.rows.iter().map(|row| row.id).collect::<Vec<_>>()), (3, once.to_vec()), "{sort}");
        }
    }

    fn the_first_rows_of_each_parent(conn) {
        conn.batch_execute(TABLES)?;
        let request = crate::request(serde_json::json!({"includes": [{"relation": "players", "sort": [{"field": "name", "direction": "desc"}], "limit": 4}]}));
        let page = Club::search(&request).load(conn).unwrap();
        let ids = |number: usize| page.rows[number].players.iter().flatten().map(|row| row.pivot.id).collect::<Vec<_>>();
        assert_eq!((ids(0), ids(1)), (vec![9_007_199_254_740_994, 9_007_199_254_740_993, 4, 10], vec![1]));
    }

    fn a_cursor_with_another_key_is_refused(conn) {
        use base64::Engine as _;
        conn.batch_execute(TABLES)?;
        let club = Club::find(1).first(conn)?;
        for (value, is_taken) in [("\"5\"", true), ("\"x\"", false), ("\"1.5\"", false), ("\"9223372036854775808\"", false), ("[]", false), ("null", true)] {
            let cursor = format!("{{\"s\":[\"id\",\"pivot.id\"],\"v\":[1,{value}]}}");
            let cursor = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(cursor);
            let request = query(&format!("cursor={cursor}"));
            match club.players().search(&request).load_by_cursor(conn) {
                Ok(_) => assert!(is_taken, "{value}"),
                Err(error) => assert!(!is_taken && refused(Err::<(), _>(error)).errors[0].code == ErrorCode::InvalidCursor, "{value}"),
            }
        }
    }
}
