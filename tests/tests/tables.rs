//! Tables that are not called as their models: where no column is named, the table is that of the model.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

/// Nothing of it is in the scope of the models, unless an attribute names it.
mod schema {
    diesel::table! { person (uid) { uid -> Integer, name -> Text, } }
    diesel::table! { playlists { id -> Integer, title -> Text, owner_id -> Integer, } }
    diesel::table! { playlist_song { id -> Integer, title -> Text, list_id -> Nullable<Integer>, } }
    diesel::table! { fan (list_id, person_uid) { list_id -> Integer, person_uid -> Integer, } }
    diesel::allow_tables_to_appear_in_same_query!(person, playlists, playlist_song, fan);
}

const TABLES: &str = "
    CREATE TEMPORARY TABLE person (uid INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE playlists (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, owner_id INTEGER NOT NULL);
    CREATE TEMPORARY TABLE playlist_song (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, list_id INTEGER);
    CREATE TEMPORARY TABLE fan (list_id INTEGER NOT NULL, person_uid INTEGER NOT NULL, PRIMARY KEY (list_id, person_uid));
    INSERT INTO person VALUES (1, 'Ann'), (2, 'Ben');
    INSERT INTO playlists VALUES (1, 'one', 1), (2, 'two', 99);
    INSERT INTO playlist_song VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', NULL);
    INSERT INTO fan VALUES (1, 2);";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::person, primary_key(uid))]
#[has_many(List, foreign_key = schema::playlists::owner_id)]
#[has_many_through(Song, through = List, through_table = schema::playlists, first_key = owner_id, second_key = schema::playlist_song::list_id)]
#[has_one(List, name = last_list, foreign_key = schema::playlists::owner_id, latest = schema::playlists::title)]
struct Person {
    uid: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::playlists)]
#[has_many(Song, foreign_key = schema::playlist_song::list_id)]
#[belongs_to_many(Person, name = fans, pivot = schema::fan, related_key = person_uid)]
struct List {
    id: i32,
    title: String,
    #[model(belongs_to(Person))]
    owner_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::playlist_song)]
struct Song {
    id: i32,
    title: String,
    #[model(belongs_to(List))]
    #[model(belongs_to(List, name = first_list, owner_key = schema::playlists::id, filter = schema::playlists::title.eq("one")))]
    list_id: Option<i32>,
}

on_every_backend! {
    fn owners(conn, statements) {
        conn.batch_execute(TABLES)?;
        let songs = || Song::query().order(schema::playlist_song::id);
        let (sent, loaded) = statements.during(|| songs().with((Song::LIST.with(List::OWNER), Song::FIRST_LIST)).load(conn));
        let loaded = loaded?;
        let names: Vec<_> = loaded.iter().map(|song| song.list.as_ref().map(|list| list.owner.name.as_str())).collect();
        assert_eq!((sent, names), (4, vec![Some("Ann"), Some("Ann"), None]));
        assert_eq!(loaded[1].first_list.as_ref().map(|list| list.id), Some(1));
        assert_eq!(Song::query().has(Song::LIST).count().get_result::<i64>(conn)?, 2);
        assert_eq!(Song::find(1).first(conn)?.list().first(conn)?.title, "one");
        // Errors name the table.
        let error = List::find(2).with(List::OWNER).first(conn);
        assert!(matches!(error, Err(DeserializationError(error)) if error.to_string().contains("no row of person has this uid")));
    }

    fn rows(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = || Person::find(1);
        let (sent, loaded) = statements.during(|| ann().with((Person::LISTS.with(List::SONGS), Person::SONGS, Person::LAST_LIST)).first(conn));
        let loaded = loaded?;
        assert_eq!((sent, loaded.lists[0].songs.len(), loaded.songs.len()), (5, 2, 2));
        assert_eq!(loaded.last_list.as_ref().map(|list| list.id), Some(1));
        let counts = ann().with_count(Person::LISTS).with_count(Person::SONGS).first(conn)?;
        assert_eq!((counts.lists_count, counts.songs_count), (1, 2));
        let list = List::find(1).first(conn)?;
        list.songs().create((schema::playlist_song::id.eq(9), schema::playlist_song::title.eq("d"))).execute(conn)?;
        assert_eq!(list.songs().count().get_result::<i64>(conn)?, 3);
        assert_eq!(list.fans().load(conn)?[0].name, "Ben");
        assert_eq!(list.fans().sync([1]).execute(conn)?.attached, [1]);
    }
}
