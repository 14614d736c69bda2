//! Names in SQL: those of the program are never taken for those that the crate gives to sub-queries and their columns, which all begin
//! with `relations__`.

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { relation_rows (id) { id -> Integer, c1 -> Integer, c0 -> Timestamp, related_row -> Timestamp, } }
diesel::table! { relation_keys (id) { id -> Integer, related_value -> Integer, related_row -> Integer, c0 -> Integer, c1 -> Integer, key_number -> Text, } }
diesel::table! { twins (c0, c1) { c0 -> Integer, c1 -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(relation_rows, relation_keys, twins);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = relation_rows)]
#[model(timestamps = (related_row, c0))]
#[has_many(Key, table = relation_keys, foreign_key = related_value)]
#[has_one(Key, name = newest, table = relation_keys, foreign_key = related_value, latest = c0)]
#[belongs_to_many(Key, name = twin_keys, table = relation_keys, pivot = twins, foreign_key = c0, related_key = c1, owner_key = key_number)]
struct Row {
    id: i32,
    c1: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = relation_keys)]
struct Key {
    id: i32,
    #[model(belongs_to(Row, name = row, table = relation_rows, touch = c0))]
    related_value: i32,
    related_row: i32,
    c0: i32,
    c1: i32,
    #[model(key)]
    key_number: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE relation_rows (id INTEGER PRIMARY KEY, c1 INTEGER NOT NULL, c0 TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00',
    related_row TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE relation_keys (id INTEGER PRIMARY KEY, related_value INTEGER NOT NULL, related_row INTEGER NOT NULL, c0 INTEGER NOT NULL,
    c1 INTEGER NOT NULL, key_number VARCHAR(9) NOT NULL UNIQUE);
CREATE TEMPORARY TABLE twins (c0 INTEGER NOT NULL, c1 VARCHAR(9) NOT NULL);
INSERT INTO relation_rows (id, c1) VALUES (1, 10), (2, 20);
INSERT INTO relation_keys VALUES (1, 1, 7, 5, 1, 'a'), (2, 1, 7, 6, 2, 'b'), (3, 2, 7, 5, 3, 'c');";

on_every_backend! {
    fn aggregates_and_existence(conn) {
        conn.batch_execute(TABLES)?;
        let sums = relation_rows::table.order(relation_rows::id).select((Row::KEYS.sum(relation_keys::id), Row::KEYS.sum(relation_keys::related_row)));
        assert_eq!(sums.load::<(Option<i64>, Option<i64>)>(conn)?, [(Some(3), Some(14)), (Some(3), Some(7))]);
        let first = Row::KEYS.limit(1).filter(relation_keys::c0.gt(5));
        assert_eq!(relation_rows::table.order(relation_rows::id).select(first.count()).load::<i64>(conn)?, [1, 0]);
        assert_eq!(Row::query().filter(Row::KEYS.filter(relation_keys::c0.eq(6)).exists()).load(conn)?.len(), 1);
    }

    fn loads_with_a_limit_and_one_of_many(conn) {
        conn.batch_execute(TABLES)?;
        let rows = Row::query().order(relation_rows::id).with(Row::KEYS.order(relation_keys::c0.desc()).limit(1)).with(Row::NEWEST).load(conn)?;
        let ids: Vec<_> = rows.iter().map(|row| (row.keys[0].id, row.newest.as_ref().map(|key| key.id))).collect();
        assert_eq!(ids, [(2, Some(2)), (3, Some(3))]);
        let page = Row::query().order(relation_rows::id).paginate(1, 1).load(conn)?;
        assert_eq!((page.total, page.rows[0].id), (2, 1));
    }

    fn writes_and_touches(conn) {
        conn.batch_execute(TABLES)?;
        let mut key = Key::find(1).first(conn)?;
        key.c1 = 9;
        assert_eq!(key.save(conn)?, 1);
        let touched = relation_rows::table.filter(relation_rows::c0.ne(relation_rows::related_row)).select(relation_rows::id);
        assert_eq!(touched.load::<i32>(conn)?, [1]);
        let row = Row::find(1).first(conn)?;
        assert_eq!(row.keys().order(relation_keys::id).limit(1).load(conn)?.len(), 1);
        assert_eq!(diesel::update(row.keys()).set(relation_keys::c1.eq(0)).execute(conn)?, 2);
        let upsert = (relation_keys::id.eq(1), relation_keys::related_row.eq(1), relation_keys::c0.eq(1), relation_keys::c1.eq(1), relation_keys::key_number.eq("a"));
        assert_eq!(row.keys().upsert([upsert], relation_keys::key_number, relation_keys::c1).execute(conn)?, 1);
        assert!(relation_rows::table.find(2).select(relation_rows::c0).get_result::<NaiveDateTime>(conn).is_ok());
    }

    fn pivot_rows_of_many_keys(conn) {
        conn.batch_execute(TABLES)?;
        let row = Row::find(1).first(conn)?;
        for number in 10..80 {
            diesel::insert_into(relation_keys::table).values(Key { id: number, related_value: 2, related_row: 0, c0: 0, c1: 0, key_number: number.to_string() }).execute(conn)?;
        }
        let keys: Vec<String> = (10..80).map(|number: i32| number.to_string()).collect();
        assert_eq!(row.twin_keys().sync(keys.clone()).execute(conn)?.attached.len(), 70);
        assert!(row.twin_keys().sync(keys).execute(conn)?.is_empty());
        assert_eq!(relation_rows::table.find(1).select(Row::TWIN_KEYS.sum(relation_keys::c0)).get_result::<Option<i64>>(conn)?, Some(0));
    }
}

/// Columns whose names begin with a digit, as `diesel print-schema` writes them.
mod digits {
    use super::*;

    diesel::table! {
        teams (id) {
            id -> Integer,
            #[sql_name = "1st_time"]
            created_at -> Timestamp,
            #[sql_name = "last_time"]
            updated_at -> Timestamp,
        }
    }
    diesel::table! {
        games (id) {
            id -> Integer,
            #[sql_name = "1st_id"]
            _1st_id -> Integer,
            #[sql_name = "2nd_id"]
            _2nd_id -> Nullable<Integer>,
            #[sql_name = "2nd_type"]
            _2nd_type -> Nullable<Text>,
        }
    }
    diesel::allow_tables_to_appear_in_same_query!(teams, games);

    #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
    #[diesel(table_name = teams)]
    #[model(timestamps)]
    #[has_many(Game, foreign_key = _1st_id)]
    #[morph_many(Game, name = _2nd_games, morph = _2nd)]
    struct Team {
        id: i32,
    }

    #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
    #[diesel(table_name = games)]
    struct Game {
        id: i32,
        #[model(belongs_to(Team))]
        _1st_id: i32,
        #[model(morph_to(Team, touch))]
        _2nd_id: Option<i32>,
        _2nd_type: Option<String>,
    }

    on_every_backend! {
        fn relations_by_columns_that_begin_with_a_digit(conn) {
            let quote = if facts().name == "mysql" { "`" } else { "\"" };
            conn.batch_execute(&"CREATE TEMPORARY TABLE teams (id INTEGER PRIMARY KEY, '1st_time' TIMESTAMP NOT NULL DEFAULT #2020-01-01 00:00:00#,
                    last_time TIMESTAMP NOT NULL DEFAULT #2020-01-01 00:00:00#);
                CREATE TEMPORARY TABLE games (id INTEGER PRIMARY KEY, '1st_id' INTEGER NOT NULL, '2nd_id' INTEGER, '2nd_type' VARCHAR(9));
                INSERT INTO teams (id) VALUES (1), (2);".replace('\'', quote).replace('#', "'"))?;
            let team = Team { id: 1 };
            team.games().create(games::id.eq(1)).execute(conn)?;
            Team { id: 2 }._2nd_games().create((games::id.eq(2), games::_1st_id.eq(1))).execute(conn)?;
            let games = Game::query().order(games::id).with((Game::_1ST, Game::_2ND)).load(conn)?;
            assert_eq!((games[0]._1st.id, games[1]._2nd.as_ref().and_then(|owner| owner.as_team()).map(|team| team.id)), (1, Some(2)));
            // The owner is touched, by the name of the type column in SQL.
            let touched = teams::table.filter(teams::updated_at.ne(teams::created_at)).select(teams::id);
            assert_eq!(touched.load::<i32>(conn)?, [2]);
        }
    }
}
