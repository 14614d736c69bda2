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
    diesel::table! { remark { id -> Integer, body -> Text, about_id -> Integer, about_type -> Text, } }
    diesel::table! { label { id -> Integer, name -> Text, } }
    diesel::table! { labelled (label_id, about_id, about_type) { label_id -> Integer, about_id -> Integer, about_type -> Text, } }
    diesel::allow_tables_to_appear_in_same_query!(
        person,
        playlists,
        playlist_song,
        fan,
        remark,
        label,
        labelled
    );
}

const TABLES: &str = "
    CREATE TEMPORARY TABLE person (uid INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE playlists (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, owner_id INTEGER NOT NULL);
    CREATE TEMPORARY TABLE playlist_song (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, list_id INTEGER);
    CREATE TEMPORARY TABLE fan (list_id INTEGER NOT NULL, person_uid INTEGER NOT NULL, PRIMARY KEY (list_id, person_uid));
    CREATE TEMPORARY TABLE remark (id INTEGER PRIMARY KEY, body VARCHAR(20) NOT NULL, about_id INTEGER NOT NULL, about_type VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE label (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE labelled (label_id INTEGER NOT NULL, about_id INTEGER NOT NULL, about_type VARCHAR(20) NOT NULL,
        PRIMARY KEY (label_id, about_id, about_type));
    INSERT INTO remark VALUES (1, 'old', 1, 'List'), (2, 'new', 1, 'List'), (3, 'other', 1, 'Song');
    INSERT INTO label VALUES (1, 'red');
    INSERT INTO person VALUES (1, 'Ann'), (2, 'Ben');
    INSERT INTO playlists VALUES (1, 'one', 1), (2, 'two', 99);
    INSERT INTO playlist_song VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', NULL);
    INSERT INTO fan VALUES (1, 2);";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::person, primary_key(uid))]
#[has_many(List, foreign_key = schema::playlists::owner_id)]
#[has_many_through(Song, through = List, first_key = schema::playlists::owner_id, second_key = schema::playlist_song::list_id)]
#[has_one(List, name = last_list, foreign_key = schema::playlists::owner_id, latest = title)]
struct Person {
    uid: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::playlists)]
#[has_many(Song, foreign_key = schema::playlist_song::list_id)]
#[belongs_to_many(Person, name = fans, foreign_key = schema::fan::list_id, related_key = person_uid)]
#[morph_many(Remark, morph = about, morph_id = schema::remark::about_id, morph_type = schema::remark::about_type)]
#[morph_one(Remark, name = last_remark, morph = about, morph_id = schema::remark::columns::about_id, latest)]
#[morph_to_many(Label, morph = about, morph_id = schema::labelled::about_id)]
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

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::remark)]
struct Remark {
    id: i32,
    body: String,
    #[morph_to(List, Song)]
    about_id: i32,
    about_type: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = schema::label)]
#[morphed_by_many(List, morph = about, foreign_key = schema::labelled::label_id)]
struct Label {
    id: i32,
    name: String,
}

/// A second module for one table; tables of one name in two SQL schemas are the same to the columns of a sub-query.
mod second {
    diesel::table! { playlists { id -> Integer, owner_id -> Integer, } }
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = second::playlists)]
#[has_many(List, name = namesakes, table = schema::playlists, foreign_key = owner_id)]
struct Namesake {
    #[model(belongs_to(List, name = list))]
    id: i32,
}

/// Where the table of a model is called in the singular, so are those of its relations.
mod singular {
    use diesel::prelude::*;
    use diesel_relations::prelude::*;

    diesel::table! { band (id) { id -> Integer, } }
    diesel::table! { album (id) { id -> Integer, band_id -> Integer, updated_at -> Timestamp, } }
    diesel::table! { track (id) { id -> Integer, album_id -> Integer, } }
    diesel::allow_tables_to_appear_in_same_query!(band, album, track);

    #[derive(Debug, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = band)]
    #[has_many(Album)]
    #[has_one(Album, name = last_album, latest = id)]
    #[has_many_through(Track, through = Album)]
    pub(super) struct Band {
        pub(super) id: i32,
    }

    #[derive(Debug, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = album)]
    #[has_many(Track)]
    pub(super) struct Album {
        pub(super) id: i32,
        #[model(belongs_to(Band, owner_key = id))]
        pub(super) band_id: i32,
    }

    #[derive(Debug, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = track)]
    pub(super) struct Track {
        pub(super) id: i32,
        #[model(belongs_to(Album, touch))]
        pub(super) album_id: i32,
    }
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

    fn polymorphic_rows(conn) {
        conn.batch_execute(TABLES)?;
        let list = List::query().order(schema::playlists::id).with((List::REMARKS, List::LAST_REMARK)).first(conn)?;
        assert_eq!((list.remarks.len(), list.last_remark.as_ref().map(|remark| remark.id)), (2, Some(2)));
        list.remarks().create((schema::remark::id.eq(4), schema::remark::body.eq("newest"))).execute(conn)?;
        assert_eq!(Remark::find(4).with(Remark::ABOUT).first(conn)?.about_type, "List");
        assert_eq!(list.labels().attach([1]).execute(conn)?.attached, [1]);
        assert_eq!(Label::find(1).with(Label::LISTS).first(conn)?.lists[0].title, "one");
    }

    fn two_tables_of_one_name(conn) {
        conn.batch_execute(TABLES)?;
        // Lists whose owner has the number of this list: only of the first.
        let found = Namesake::query().has(Namesake::NAMESAKES).load(conn)?;
        assert_eq!(found, [Namesake { id: 1 }]);
        assert_eq!(Namesake::query().doesnt_have(Namesake::NAMESAKES).load(conn)?, [Namesake { id: 2 }]);
        let counted = Namesake::query().with_count(Namesake::NAMESAKES).with(Namesake::LIST).load(conn)?;
        let counted: Vec<_> = counted.iter().map(|row| (row.list.id, row.namesakes_count)).collect();
        assert_eq!(counted, [(1, 1), (2, 0)]);
        assert_eq!(Namesake::query().has(Namesake::LIST.filter(schema::playlists::title.eq("two"))).load(conn)?, [Namesake { id: 2 }]);
    }

    fn tables_in_the_singular(conn) {
        use singular::Band;
        conn.batch_execute("
            CREATE TEMPORARY TABLE band (id INTEGER PRIMARY KEY);
            CREATE TEMPORARY TABLE album (id INTEGER PRIMARY KEY, band_id INTEGER NOT NULL);
            CREATE TEMPORARY TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER NOT NULL);
            INSERT INTO band VALUES (1); INSERT INTO album VALUES (1, 1), (2, 1); INSERT INTO track VALUES (1, 1), (2, 1), (3, 2);")?;
        let band = Band::query().with((Band::ALBUMS.with(singular::Album::TRACKS), Band::LAST_ALBUM, Band::TRACKS)).first(conn)?;
        let tracks: Vec<usize> = band.albums.iter().map(|album| album.tracks.len()).collect();
        assert_eq!((tracks.iter().sum::<usize>(), band.tracks.len(), band.last_album.as_ref().map(|album| album.id)), (3, 3, Some(2)));
    }
}
