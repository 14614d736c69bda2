//! Names of columns and relations that follow the keys of the models.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { artists (artist_id) { artist_id -> Integer, name -> Text, nation_code -> Text, } }
diesel::table! { albums (album_id) { album_id -> Integer, title -> Text, artist_id -> Integer, producer_code -> Nullable<Text>, } }
diesel::table! { tracks (id) { id -> Integer, title -> Text, album_id -> Integer, } }
diesel::table! { nations (code) { code -> Text, name -> Text, } }
diesel::table! { producers (id) { id -> Integer, code -> Text, } }
diesel::table! { album_genre (album_id, genre_code) { album_id -> Integer, genre_code -> Text, } }
diesel::table! { genres (id) { id -> Integer, code -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(
    artists,
    albums,
    tracks,
    nations,
    producers,
    album_genre,
    genres
);

const TABLES: &str = "
    CREATE TEMPORARY TABLE artists (artist_id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, nation_code VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE albums (album_id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, artist_id INTEGER NOT NULL, producer_code VARCHAR(20));
    CREATE TEMPORARY TABLE tracks (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, album_id INTEGER NOT NULL);
    CREATE TEMPORARY TABLE nations (code VARCHAR(20) PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE producers (id INTEGER PRIMARY KEY, code VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE album_genre (album_id INTEGER NOT NULL, genre_code VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE genres (id INTEGER PRIMARY KEY, code VARCHAR(20) NOT NULL);
    INSERT INTO nations VALUES ('is', 'Iceland');
    INSERT INTO artists VALUES (1, 'Ann', 'is'), (2, 'Ben', 'is');
    INSERT INTO producers VALUES (7, 'p7');
    INSERT INTO albums VALUES (1, 'one', 1, 'p7'), (2, 'two', 1, NULL);
    INSERT INTO tracks VALUES (1, 'x', 1), (2, 'y', 2);
    INSERT INTO genres VALUES (5, 'rock'), (6, 'folk');
    INSERT INTO album_genre VALUES (1, 'folk'), (2, 'rock');";

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = artists, primary_key(artist_id))]
#[has_many(Album)] // albums.artist_id
#[has_many_through(Track, through = Album, second_local_key = album_id)] // albums.artist_id, tracks.album_id
struct Artist {
    artist_id: i32,
    #[model(belongs_to(Nation))] // named `nation`
    nation_code: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = albums, primary_key(album_id))]
#[has_many(Track)] // tracks.album_id
#[belongs_to_many(Genre, owner_key = code)] // album_genre.album_id, album_genre.genre_code
struct Album {
    album_id: i32,
    #[model(belongs_to(Artist))] // named `artist`
    artist_id: i32,
    #[model(belongs_to(Producer, owner_key = code))] // named `producer`
    producer_code: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tracks)]
struct Track {
    id: i32,
    #[model(belongs_to(Album))]
    album_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = nations, primary_key(code))]
#[has_many(Artist)] // artists.nation_code
struct Nation {
    code: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = producers)]
#[has_many(Album, local_key = code)] // albums.producer_code
struct Producer {
    id: i32,
    code: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = genres)]
struct Genre {
    id: i32,
    #[model(key)]
    code: String,
}

on_every_backend! {
    fn a_key_that_begins_with_the_name_of_its_model_is_the_foreign_key(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Artist::find(1).with((Artist::ALBUMS, Artist::TRACKS)).first(conn)?;
        assert_eq!((ann.albums.len(), ann.tracks.len()), (2, 2));
        let album = Album::find(1).with((Album::ARTIST, Album::TRACKS)).first(conn)?;
        assert_eq!((album.artist.artist_id, album.tracks.len()), (1, 1));
        assert_eq!(Track::find(2).with(Track::ALBUM).first(conn)?.album.album_id, 2);
    }

    fn other_keys_are_part_of_the_names(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Artist::find(1).with(Artist::NATION).first(conn)?;
        assert_eq!(ann.nation.code, "is");
        assert_eq!(Nation::find("is").with_count(Nation::ARTISTS).first(conn)?.artists_count, 2);
        let album = Album::find(1).with(Album::PRODUCER).first(conn)?;
        assert_eq!(album.producer.as_ref().map(|producer| producer.id), Some(7));
        assert_eq!(Producer::find(7).with_count(Producer::ALBUMS).first(conn)?.albums_count, 1);
    }

    fn many_to_many_by_another_key(conn) {
        conn.batch_execute(TABLES)?;
        let album = Album::find(1).with(Album::GENRES).first(conn)?;
        assert_eq!(album.genres.iter().map(|genre| genre.id).collect::<Vec<_>>(), [6]);
    }
}
