//! Rows that are saved with all that was loaded beside them.

use std::fmt;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::result::Error::QueryBuilderError;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use diesel_relations::prelude::*;
use diesel_relations::{CopiesDiffer, RowOrDefault, push};
use diesel_relations_tests::on_every_backend;

diesel::table! { bands { id -> Integer, name -> Text, } }
diesel::table! { albums { id -> Integer, title -> Text, band_id -> Integer, updated_at -> Timestamp, created_at -> Timestamp, } }
diesel::table! { songs { id -> Integer, title -> Text, album_id -> Nullable<Integer>, } }
diesel::table! { styles { id -> Integer, name -> Text, } }
diesel::table! { album_style (album_id, style_id) { album_id -> Integer, style_id -> Integer, weight -> Integer, } }
diesel::table! { covers { id -> Integer, url -> Text, covered_id -> Integer, covered_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(bands, albums, songs, styles, album_style, covers);

const TABLES: &str = "
    CREATE TEMPORARY TABLE bands (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE);
    CREATE TEMPORARY TABLE albums (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, band_id INTEGER NOT NULL,
        updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', created_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
    CREATE TEMPORARY TABLE songs (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, album_id INTEGER);
    CREATE TEMPORARY TABLE styles (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE album_style (album_id INTEGER NOT NULL, style_id INTEGER NOT NULL, weight INTEGER NOT NULL);
    CREATE TEMPORARY TABLE covers (id INTEGER PRIMARY KEY, url VARCHAR(20) NOT NULL, covered_id INTEGER NOT NULL, covered_type VARCHAR(20) NOT NULL);
    INSERT INTO bands VALUES (1, 'A'), (2, 'B');
    INSERT INTO albums (id, title, band_id) VALUES (1, 'one', 1), (2, 'two', 1), (3, 'three', 2);
    INSERT INTO songs VALUES (1, 'x', 1), (2, 'y', 1), (3, 'z', 2);
    INSERT INTO styles VALUES (1, 'rock'), (2, 'folk');
    INSERT INTO album_style VALUES (1, 1, 3), (2, 1, 1), (1, 2, 5);
    INSERT INTO covers VALUES (1, 'p', 1, 'Album'), (2, 'q', 1, 'Band');";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = bands)]
#[has_many(Album)]
#[has_one(Album, name = newest_album, latest)]
#[has_many(Title, table = albums)]
#[morph_one(Cover, morph = covered)]
struct Band {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = albums)]
#[model(timestamps)]
#[has_many(Song)]
#[belongs_to_many(Style, using = Weight)]
#[belongs_to_many(Label, pivot = album_style, related_key = style_id)]
#[morph_one(Cover, morph = covered)]
struct Album {
    id: i32,
    title: String,
    #[model(belongs_to(Band))]
    band_id: i32,
}

/// A smaller model of the same table.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = albums)]
struct Title {
    id: i32,
    title: String,
    #[model(belongs_to(Band))]
    band_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = songs)]
struct Song {
    id: i32,
    title: String,
    #[model(belongs_to(Album))]
    album_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = styles)]
struct Style {
    id: i32,
    name: String,
}

/// A style whose name is kept out of logs.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = styles)]
struct Label {
    id: i32,
    name: Secret,
}

#[derive(Clone, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl<DB: Backend> ToSql<Text, DB> for Secret
where
    String: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Secret
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        String::from_sql(bytes).map(Secret)
    }
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = album_style)]
struct Weight {
    weight: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = covers)]
struct Cover {
    id: i32,
    url: String,
    #[morph_to(Album, Band)]
    covered_id: i32,
    covered_type: String,
}

on_every_backend! {
    fn loaded_rows_are_saved_with_their_relations(conn, statements) {
        conn.batch_execute(TABLES)?;
        let mut band = Band::find(1)
            .with(Band::ALBUMS.order(albums::id).with((Album::SONGS.order(songs::id), Album::STYLES, Album::COVER)))
            .with_count(Band::ALBUMS)
            .first(conn)?;
        band.name = "A!".to_owned();
        band.albums[0].songs[1].title = "y!".to_owned();
        // A style that both albums have is there twice.
        for album in &mut band.albums {
            album.styles.iter_mut().filter(|style| style.id == 1).for_each(|style| style.name = "rock!".to_owned());
        }
        band.albums[1].songs.push(Song { id: 9, title: "new".to_owned(), album_id: Some(2) });
        // A transaction; one statement for each model that cannot tell a change, and one more for a new row; for albums, which can,
        // one that changes nothing, and one that sees that they are there.
        let (sent, saved) = statements.during(|| push(&band, conn));
        assert_eq!((sent, saved?), (2 + 1 + 2 * 2 + (4 + 1) + 2 + 1, 1 + 4 + 2 + 1));
        assert_eq!(bands::table.find(1).select(bands::name).first::<String>(conn)?, "A!");
        let titles = songs::table.order(songs::id).select(songs::title).load::<String>(conn)?;
        assert_eq!(titles, ["x", "y!", "z", "new"]);
        // Pivot rows are left alone.
        assert_eq!(album_style::table.count().get_result::<i64>(conn)?, 3);
        let unchanged = albums::table.filter(albums::created_at.eq(albums::updated_at));
        assert_eq!(unchanged.count().get_result::<i64>(conn)?, 3);
        band.albums[1].title = "second".to_owned();
        push(&band, conn)?;
        assert_eq!(unchanged.count().get_result::<i64>(conn)?, 2);
        // What the rows say is saved: keys are not linked again.
        let mut song = Song::find(3).with(Song::ALBUM).first(conn)?;
        song.album = None;
        push(&song, conn)?;
        assert_eq!(Song::find(3).first(conn)?.album_id, Some(2));
    }

    fn a_shared_owner_is_saved_once(conn, statements) {
        conn.batch_execute(TABLES)?;
        let songs = Song::query().order(songs::id).with(Song::ALBUM.with(Album::BAND)).load(conn)?;
        assert!(Arc::ptr_eq(songs[0].album.as_ref().unwrap(), songs[1].album.as_ref().unwrap()));
        // The album is there and the same, which takes two statements.
        assert_eq!(statements.during(|| push(&songs[0], conn)), (2 + 1 + 2 + 1, Ok(2)));
        let mut album = Album::find(1).with(Album::SONGS.with(Song::ALBUM)).first(conn)?;
        album.songs.truncate(2);
        // Both songs have one owner, which is a copy of the album itself.
        assert_eq!(statements.during(|| push(&album, conn)), (2 + 2 + 2, Ok(2)));
        // Owners of several models, and a relation that was not asked for.
        let mut covers = Cover::query().order(covers::id).with(Cover::COVERED).load(conn)?;
        if let Covered::Band(band) = &mut covers[1].covered {
            Arc::make_mut(band).name = "Z".to_owned();
        }
        assert_eq!(push(&covers[1], conn)?, 2);
        assert_eq!(bands::table.find(1).select(bands::name).first::<String>(conn)?, "Z");
        let band = Band::find(1).with(false.then_some(Band::ALBUMS)).first(conn)?;
        assert_eq!(push(&band, conn)?, 1);
    }

    fn defaults_are_not_inserted(conn) {
        conn.batch_execute(TABLES)?;
        diesel::update(songs::table.find(3)).set(songs::album_id.eq(None::<i32>)).execute(conn)?;
        let no_album = |_: &Song| Album { id: 99, title: "none".to_owned(), band_id: 1 };
        let mut songs = Song::query().order(songs::id).with(Song::ALBUM.or_default_with(no_album)).load(conn)?;
        assert_eq!(songs.iter().map(|song| RowOrDefault::is_default(&song.album)).collect::<Vec<_>>(), [false, false, true]);
        songs[2].title = "pushed".to_owned();
        assert_eq!(push(&songs[2], conn)?, 1);
        assert_eq!(songs::table.find(3).select(songs::title).first::<String>(conn)?, "pushed");
        assert_eq!(albums::table.count().get_result::<i64>(conn)?, 3);

        let no_cover = |album: &Album| Cover { id: 99, url: "none".to_owned(), covered_id: album.id, covered_type: "Album".to_owned() };
        let albums = Album::query().order(albums::id).with(Album::COVER.or_default_with(no_cover)).load(conn)?;
        assert_eq!((albums[1].cover.url.as_str(), RowOrDefault::into_row(albums[1].cover.clone())), ("none", None));
        for album in &albums {
            push(album, conn)?;
        }
        assert_eq!(covers::table.count().get_result::<i64>(conn)?, 2);
    }

    fn a_row_behind_a_default_is_saved(conn) {
        conn.batch_execute(TABLES)?;
        let no_cover = |album: &Album| Cover { id: 99, url: "none".to_owned(), covered_id: album.id, covered_type: "Album".to_owned() };
        let mut album = Album::find(1).with(Album::COVER.or_default_with(no_cover)).first(conn)?;
        album.cover.url = "new".to_owned();
        push(&album, conn)?;
        assert_eq!(covers::table.find(1).select(covers::url).first::<String>(conn)?, "new");
    }

    fn a_row_that_was_loaded_twice_is_saved_once(conn, statements) {
        conn.batch_execute(TABLES)?;
        let mut band = Band::find(1).with((Band::ALBUMS, Band::NEWEST_ALBUM)).first(conn)?;
        let sent = statements.during(|| push(&band, conn));
        // A transaction, the band, and two albums that are the same, which takes two statements each.
        assert_eq!(sent, (2 + 1 + 2 * 2, Ok(1)));
        band.albums.iter_mut().for_each(|album| album.title.push('!'));
        band.newest_album.iter_mut().for_each(|album| album.title.push('!'));
        assert_eq!(push(&vec![band], conn)?, 1 + 2);
        assert_eq!(albums::table.order(albums::id).select(albums::title).load::<String>(conn)?, ["one!", "two!", "three"]);
    }

    fn copies_of_a_row_that_differ_are_an_error(conn) {
        conn.batch_execute(TABLES)?;
        let mut band = Band::find(1).with((Band::ALBUMS.order(albums::id), Band::NEWEST_ALBUM)).first(conn)?;
        band.name = "changed".to_owned();
        band.albums[1].title = "changed".to_owned();
        let Err(QueryBuilderError(error)) = push(&band, conn) else { panic!("the copy in `newest_album` is not changed") };
        let differ = error.downcast_ref::<CopiesDiffer>().unwrap();
        assert_eq!((differ.column(), differ.key()), (("albums", "title"), "2"));
        assert_eq!(bands::table.find(1).select(bands::name).first::<String>(conn)?, "A");
        assert_eq!(albums::table.find(2).select(albums::title).first::<String>(conn)?, "two");
    }

    fn an_owner_that_is_a_copy_of_a_row_above_does_not_undo_its_change(conn) {
        conn.batch_execute(TABLES)?;
        let mut band = Band::find(1).with(Band::ALBUMS.with(Album::BAND)).first(conn)?;
        band.name = "changed".to_owned();
        assert!(matches!(push(&band, conn), Err(QueryBuilderError(error)) if error.is::<CopiesDiffer>()));
        for album in &mut band.albums {
            album.band = Arc::new(Band { id: 1, name: "changed".to_owned() });
        }
        push(&band, conn)?;
        assert_eq!(bands::table.find(1).select(bands::name).first::<String>(conn)?, "changed");
    }

    fn copies_of_two_models_of_one_table_are_copies_of_one_row(conn) {
        conn.batch_execute(TABLES)?;
        let mut band = Band::find(1).with((Band::ALBUMS.order(albums::id), Band::TITLES.order(albums::id))).first(conn)?;
        band.albums[0].title = "changed".to_owned();
        assert!(matches!(push(&band, conn), Err(QueryBuilderError(error)) if error.is::<CopiesDiffer>()));
        band.titles[0].title = "changed".to_owned();
        push(&band, conn)?;
        assert_eq!(albums::table.find(1).select(albums::title).first::<String>(conn)?, "changed");
    }

    fn copies_are_compared_by_what_is_sent(conn) {
        conn.batch_execute(TABLES)?;
        let mut band = Band::find(1).with(Band::ALBUMS.order(albums::id).with(Album::LABELS.order(styles::id))).first(conn)?;
        assert_eq!(band.albums[0].labels[0].id, band.albums[1].labels[0].id);
        push(&band, conn)?;
        band.albums[0].labels[0].name = Secret("changed".to_owned());
        assert!(matches!(push(&band, conn), Err(QueryBuilderError(error)) if error.is::<CopiesDiffer>()));
    }

    fn what_fails_leaves_nothing_behind(conn) {
        conn.batch_execute(TABLES)?;
        let mut album = Album::find(1).with((Album::BAND, Album::SONGS)).first(conn)?;
        album.songs[0].title = "changed".to_owned();
        album.title = "changed".to_owned();
        album.band = Arc::new(Band { id: 1, name: "B".to_owned() });
        assert!(push(&album, conn).is_err());
        assert_eq!(Album::find(1).first(conn)?.title, "one");
        assert_eq!(Song::find(1).first(conn)?.title, "x");
    }
}
