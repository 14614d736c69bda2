//! Relations loaded again onto rows that have them: the new value stands in the place of the old one.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel_relations::MissingOwner;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;
use serde::Serialize;

diesel::table! { places { id -> Integer, name -> Text, } }
diesel::table! { guides { id -> Integer, name -> Text, } }
diesel::table! { guide_place (guide_id, place_id) { guide_id -> Integer, place_id -> Integer, rank -> Integer, } }
diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(places, guides, guide_place, notes);

const TABLES: &str = "
    CREATE TEMPORARY TABLE places (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE guides (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE guide_place (guide_id INTEGER NOT NULL, place_id INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (guide_id, place_id));
    CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, notable_id INTEGER NOT NULL, notable_type VARCHAR(20) NOT NULL);
    INSERT INTO places VALUES (1, 'Rome'), (2, 'Oslo');
    INSERT INTO guides VALUES (1, 'Ann'), (2, 'Ben');
    INSERT INTO guide_place VALUES (1, 1, 7);
    INSERT INTO notes VALUES (1, 1, 'Place');";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = places)]
#[morph_many(Note, morph = notable)]
struct Place {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = guides)]
#[model(with(places))]
#[belongs_to_many(Place, using = Rank)]
struct Guide {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = guide_place)]
struct Rank {
    rank: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = notes)]
struct Note {
    id: i32,
    #[morph_to(Place, Guide)]
    notable_id: i32,
    notable_type: String,
}

fn titles<R: diesel_relations::LoadedRow<Model = Post>>(posts: &[R]) -> Vec<&str> {
    posts
        .iter()
        .map(|post| R::model(post).title.as_str())
        .collect()
}

on_every_backend! {
    fn an_owner_after_the_key_has_changed(conn, statements) {
        let mut post = Post::find(1).with(Post::AUTHOR).first(conn)?;
        post.user_id = 2;
        assert_eq!(statements.during(|| post.reload_related(Post::AUTHOR, conn)), (1, Ok(())));
        assert_eq!(post.author.name, "Bob");
        // The name is there once.
        let json = serde_json::to_string(&post).expect("JSON");
        assert_eq!(json.matches("\"author\"").count(), 1);
        assert!(json.contains("\"Bob\"") && !json.contains("\"Alice\""));
        // An owner that is none: the row keeps what it had.
        post.user_id = 99;
        let error = post.reload_related(Post::AUTHOR, conn);
        assert!(matches!(error, Err(DeserializationError(error)) if error.is::<MissingOwner>()));
        assert_eq!(post.author.name, "Bob");
    }

    fn whatever_else_was_loaded_stays(conn, statements) {
        let mut user = User::find(1)
            .with((User::PROFILE, User::POSTS.order(posts::id)))
            .with_count(User::REPORTS)
            .with(User::EDITED_POSTS)
            .first(conn)?;
        let before = user.clone();
        diesel::update(posts::table.find(1)).set(posts::user_id.eq(2)).execute(conn)?;
        diesel::update(profiles::table).set(profiles::bio.eq("new")).execute(conn)?;
        diesel::insert_into(users::table).values((users::id.eq(9), users::name.eq("Eve"), users::active.eq(true), users::boss_id.eq(1))).execute(conn)?;
        // Inside of a count and of another relation, and around a third.
        let again = User::POSTS.order(posts::id.desc());
        assert_eq!(statements.during(|| user.reload_related(again, conn)), (1, Ok(())));
        assert_eq!(titles(&user.posts), ["Fourth", "Second"]);
        assert_eq!((&user.profile, user.reports_count), (&before.profile, before.reports_count));
        assert_eq!(user.edited_posts, before.edited_posts);
        // Outermost and innermost together.
        assert_eq!(statements.during(|| user.reload_related((User::EDITED_POSTS, User::PROFILE), conn)), (2, Ok(())));
        assert_eq!(user.profile.as_ref().map(|profile| profile.bio.as_str()), Some("new"));
        assert_eq!(titles(&user.edited_posts), titles(&before.edited_posts));
    }

    fn many_rows_and_what_is_nested(conn, statements) {
        let posts = || User::POSTS.order(posts::id).with(Post::COMMENTS.order(comments::id));
        let mut users = User::query().order(users::id).with(posts()).with(User::BOSS).load(conn)?;
        diesel::delete(comments::table.find(1)).execute(conn)?;
        diesel::update(posts::table.find(3)).set(posts::user_id.eq(4)).execute(conn)?;
        assert_eq!(statements.during(|| users.reload_related(posts(), conn)), (2, Ok(())));
        let loaded: Vec<_> = users.iter().map(|user| titles(&user.posts)).collect();
        assert_eq!(loaded, [vec!["First", "Second", "Fourth"], vec![], vec![], vec!["Third"]]);
        assert_eq!(users[0].posts[0].comments.len(), 1);
        assert_eq!(users[1].boss.as_ref().map(|boss| boss.id), Some(1));
        // One level further down.
        diesel::delete(comments::table).execute(conn)?;
        assert_eq!(statements.during(|| users[0].posts.reload_related(Post::COMMENTS.order(comments::id), conn)), (1, Ok(())));
        assert!(users[0].posts.iter().all(|post| post.comments.is_empty()));
        // No rows, no statements.
        users.clear();
        assert_eq!(statements.during(|| users.reload_related(posts(), conn)), (0, Ok(())));
    }

    fn relations_of_other_values(conn) {
        let mut user = User::find(4)
            .with(Some(User::POSTS))
            .with(User::PROFILE.or_default())
            .with(User::EDITED_POSTS.order(posts::id).one())
            .first(conn)?;
        diesel::update(posts::table.find(3)).set((posts::user_id.eq(4), posts::editor_id.eq(4))).execute(conn)?;
        diesel::insert_into(profiles::table).values((profiles::id.eq(20), profiles::bio.eq("Dan's"), profiles::user_id.eq(4))).execute(conn)?;
        user.reload_related((User::POSTS, User::PROFILE.or_default(), User::EDITED_POSTS.order(posts::id).one()), conn)?;
        assert_eq!(user.posts.as_ref().map(|posts| titles(posts)), Some(vec!["Third"]));
        assert_eq!(user.profile.bio, "Dan's");
        assert_eq!(user.edited_posts.as_ref().map(|post| post.id), Some(3));
    }

    fn pivot_rows_and_owners_of_several_models(conn, statements) {
        conn.batch_execute(TABLES)?;
        // Loaded by default.
        let mut guide = Guide::find(1).first(conn)?;
        guide.places().sync([(2, guide_place::rank.eq(3))]).execute(conn)?;
        assert_eq!(statements.during(|| guide.reload_related(Guide::PLACES, conn)), (1, Ok(())));
        assert_eq!(guide.places.iter().map(|place| (place.id, place.pivot.rank)).collect::<Vec<_>>(), [(2, 3)]);
        let mut note = Note::find(1).with(Note::NOTABLE).first(conn)?;
        (note.notable_id, note.notable_type) = (2, "Guide".to_owned());
        assert_eq!(statements.during(|| note.reload_related(Note::NOTABLE, conn)), (1, Ok(())));
        assert!(matches!(&note.notable, Notable::Guide(guide) if guide.name == "Ben"));
        let mut place = Place::find(1).with(Place::NOTES).first(conn)?;
        diesel::delete(notes::table).execute(conn)?;
        place.reload_related(Place::NOTES, conn)?;
        assert!(place.notes.is_empty());
    }
}
