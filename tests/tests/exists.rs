//! `exists(conn)` and `doesnt_exist(conn)`: whether a query has rows.

// The fields are there for the columns.
#![allow(dead_code)]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::{DeserializationError, NotFound, QueryBuilderError};
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { cities { id -> Integer, } }
diesel::table! { poets { id -> Integer, name -> Text, mentor_id -> Nullable<Integer>, city_id -> Nullable<Integer>, } }
diesel::table! { poems { id -> Integer, kind -> Text, poet_id -> Integer, } }
diesel::table! { notes { id -> Integer, poet_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { themes { id -> Integer, } }
diesel::table! { poem_theme { id -> Integer, poem_id -> Integer, theme_id -> Integer, place -> Integer, } }
diesel::table! { stars { id -> Integer, starred_id -> Nullable<Integer>, starred_type -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(
    cities, poets, poems, notes, themes, poem_theme, stars
);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = cities)]
#[has_many(Poet)]
#[has_many_through(Poem, through = Poet)]
struct City {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = poets)]
#[has_many(Poem)]
#[has_many(Note)]
#[has_one(Poem, name = last_poem, latest = id)]
struct Poet {
    id: i32,
    name: String,
    #[model(belongs_to(Poet, name = mentor))]
    mentor_id: Option<i32>,
    #[model(belongs_to(City))]
    city_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = poems)]
#[belongs_to_many(Theme, pivot = poem_theme)]
#[belongs_to_many(Theme, name = placed_themes, pivot = poem_theme, using = Place)]
#[model(with(poet))]
struct Poem {
    id: i32,
    kind: String,
    #[model(belongs_to(Poet))]
    poet_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notes)]
#[model(soft_delete)]
struct Note {
    id: i32,
    poet_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = themes)]
struct Theme {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = poem_theme)]
struct Place {
    place: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = stars)]
struct Star {
    id: i32,
    #[morph_to(Poet, Note)]
    starred_id: Option<i32>,
    starred_type: Option<String>,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = poems)]
struct Kind {
    kind: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE cities (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE poets (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, mentor_id INTEGER, city_id INTEGER);
CREATE TEMPORARY TABLE poems (id INTEGER PRIMARY KEY, kind VARCHAR(20) NOT NULL, poet_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, poet_id INTEGER NOT NULL, deleted_at TIMESTAMP NULL);
CREATE TEMPORARY TABLE themes (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE poem_theme (id INTEGER PRIMARY KEY, poem_id INTEGER NOT NULL, theme_id INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE TEMPORARY TABLE stars (id INTEGER PRIMARY KEY, starred_id INTEGER, starred_type VARCHAR(20));
INSERT INTO cities VALUES (1), (2);
INSERT INTO poets VALUES (1, 'Ann', NULL, 1), (2, 'Ben', 1, 1), (3, 'Cid', 99, NULL);
INSERT INTO poems VALUES (1, 'ode', 1), (2, 'ode', 1), (3, 'elegy', 1), (4, 'ode', 2);
INSERT INTO notes VALUES (1, 1, NULL), (2, 1, '2020-01-01 00:00:00'), (3, 2, '2020-01-01 00:00:00');
INSERT INTO themes VALUES (1), (2), (3);
INSERT INTO poem_theme VALUES (1, 1, 1, 1), (2, 1, 1, 2), (3, 1, 1, 2), (4, 2, 2, 1);
INSERT INTO stars VALUES (1, 1, 'Poet'), (2, 9, 'Poet'), (3, 1, 'Note'), (4, 2, 'Note'), (5, NULL, NULL), (6, 1, 'Ship');
";

on_every_backend! {
    fn rows_or_none(conn, statements) {
        conn.batch_execute(TABLES)?;
        assert!(Poet::query().exists(conn)?);
        assert!(!Poet::query().doesnt_exist(conn)?);
        diesel::delete(poets::table).execute(conn)?;
        let (sent, exists) = statements.during(|| Poet::query().exists(conn));
        assert_eq!((sent, exists?), (1, false));
        let (sent, exists) = statements.during(|| Poet::query().doesnt_exist(conn));
        assert_eq!((sent, exists?), (1, true));
    }

    fn conditions(conn) {
        conn.batch_execute(TABLES)?;
        assert!(Poet::query().filter(poets::name.eq("Ann")).exists(conn)?);
        assert!(!Poet::query().filter(poets::name.eq("Dan")).exists(conn)?);
        assert!(Poet::query().filter(poets::name.eq("Dan")).or_filter(poets::id.eq(2)).exists(conn)?);
        assert!(Poet::query().has(Poet::POEMS.filter(poems::kind.eq("elegy"))).exists(conn)?);
        assert!(!Poet::query().filter(poets::id.eq(2)).has(Poet::POEMS.filter(poems::kind.eq("elegy"))).exists(conn)?);
        assert!(!Poet::find(4).exists(conn)?);
        assert!(poets::table.filter(poets::id.gt(2)).with(Poet::POEMS).exists(conn)?);
    }

    fn an_order_is_left_out(conn) {
        conn.batch_execute(TABLES)?;
        assert!(Poet::query().order(poets::name.desc()).then_order_by(poets::id).exists(conn)?);
        // `SELECT DISTINCT .. ORDER BY` takes only what is selected.
        let kinds = || Poem::query().without().select_as::<Kind>().distinct().order(poems::kind);
        assert!(kinds().exists(conn)?);
        let ann = Poet::find(1).first(conn)?;
        assert!(ann.poems().order(poems::id.desc()).exists(conn)?);
    }

    fn limits_and_offsets(conn) {
        conn.batch_execute(TABLES)?;
        assert!(Poet::query().limit(1).exists(conn)?);
        assert!(!Poet::query().limit(0).exists(conn)?);
        assert!(Poet::query().order(poets::id).limit(9).offset(2).exists(conn)?);
        assert!(!Poet::query().order(poets::id).limit(9).offset(3).exists(conn)?);
        assert!(!Poet::query().limit(5).offset(3).exists(conn)?);
        let ann = Poet::find(1).first(conn)?;
        assert!(ann.poems().limit(9).offset(2).exists(conn)?);
        assert!(ann.poems().limit(9).offset(3).doesnt_exist(conn)?);
    }

    fn distinct_rows_behind_an_offset(conn) {
        conn.batch_execute(TABLES)?;
        // Four rows, two of them distinct.
        let kinds = |offset| Poem::query().without().select_as::<Kind>().distinct().limit(9).offset(offset);
        assert!(kinds(1).exists(conn)?);
        assert!(!kinds(2).exists(conn)?);
        let boxed = |offset| Poem::query().without().select_as::<Kind>().distinct().into_boxed::<DB>().order(poems::kind).limit(9).offset(offset);
        assert!(boxed(1).exists(conn)?);
        assert!(!boxed(2).exists(conn)?);
        // Of a many-to-many relation, the row of the pivot table is part of the row.
        let poem = Poem::find(1).without().first(conn)?;
        assert!(poem.themes().limit(9).offset(2).exists(conn)?);
        assert!(!poem.themes().distinct().limit(9).offset(1).exists(conn)?);
        assert!(poem.placed_themes().distinct().limit(9).offset(1).exists(conn)?);
        assert!(!poem.placed_themes().distinct().limit(9).offset(2).exists(conn)?);
    }

    fn relations_are_not_loaded(conn, statements) {
        conn.batch_execute(TABLES)?;
        let query = Poet::query().with(Poet::POEMS).with_count(Poet::NOTES);
        let (sent, exists) = statements.during(|| query.exists(conn));
        assert_eq!((sent, exists?), (1, true));
        // The relations that the model loads by default, too.
        let (sent, exists) = statements.during(|| Poem::query().exists(conn));
        assert_eq!((sent, exists?), (1, true));
    }

    fn boxed_queries(conn) {
        conn.batch_execute(TABLES)?;
        let mut query = Poet::query().into_boxed::<DB>();
        query = query.filter(poets::id.gt(2)).order(poets::id);
        assert!(query.exists(conn)?);
        let ann = Poet::find(1).first(conn)?;
        let mut poems = ann.poems().into_boxed::<DB>();
        poems = poems.filter(poems::kind.eq("sonnet")).order(poems::id).limit(1);
        assert!(poems.doesnt_exist(conn)?);
    }

    fn trashed_rows(conn) {
        conn.batch_execute(TABLES)?;
        let ben = Poet::find(2).first(conn)?;
        assert!(!ben.notes().exists(conn)?);
        assert!(ben.notes().with_trashed().exists(conn)?);
        assert!(ben.notes().only_trashed().exists(conn)?);
        assert!(ben.notes().filter(notes::id.lt(0)).or_filter(notes::id.gt(0)).doesnt_exist(conn)?);
        assert!(!Note::find(3).exists(conn)?);
        assert!(Note::find(3).with_trashed().exists(conn)?);
        assert!(!Note::find(1).only_trashed().exists(conn)?);
    }

    fn relations_of_one_parent(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = Poet::find(1).first(conn)?;
        let (sent, exists) = statements.during(|| ann.poems().filter(poems::kind.eq("elegy")).exists(conn));
        assert_eq!((sent, exists?), (1, true));
        // The key goes last.
        let ben = Poet::find(2).first(conn)?;
        assert!(!ben.poems().filter(poems::kind.eq("elegy")).or_filter(poems::kind.eq("sonnet")).exists(conn)?);
        // The last poem of Ben is an ode.
        assert!(ben.last_poem().filter(poems::kind.eq("ode")).exists(conn)?);
        assert!(ben.mentor().exists(conn)?);
        let poem = Poem::find(1).without().first(conn)?;
        assert!(poem.themes().exists(conn)?);
        assert!(!poem.themes().filter(themes::id.eq(2)).exists(conn)?);
        assert!(poem.themes().filter(poem_theme::place.eq(2)).exists(conn)?);
        assert!(City { id: 1 }.poems().filter(poems::kind.eq("elegy")).exists(conn)?);
        assert!(City { id: 2 }.poems().doesnt_exist(conn)?);
        // Diesel's own, of the same relation.
        let exists = diesel::dsl::exists(diesel::query_builder::AsQuery::as_query(ann.poems()));
        assert!(diesel::select(exists).get_result::<bool>(conn)?);
    }

    fn without_a_key_there_is_no_statement(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = Poet::find(1).first(conn)?;
        let (sent, exists) = statements.during(|| ann.mentor().exists(conn));
        assert_eq!((sent, exists?), (0, false));
        let (sent, absent) = statements.during(|| ann.mentor().doesnt_exist(conn));
        assert_eq!((sent, absent?), (0, true));
        let (sent, exists) = statements.during(|| Poet::find_many(Vec::<i32>::new()).exists(conn));
        assert_eq!((sent, exists?), (0, false));
        // A key that names no row is asked for.
        let cid = Poet::find(3).first(conn)?;
        let (sent, exists) = statements.during(|| cid.mentor().exists(conn));
        assert_eq!((sent, exists?), (1, false));
    }

    fn snapshots(conn) {
        conn.batch_execute(TABLES)?;
        assert!(Poet::query().snapshot().exists(conn)?);
        assert!(Poet::find(9).snapshot().doesnt_exist(conn)?);
    }

    fn owners_of_several_models(conn, statements) {
        conn.batch_execute(TABLES)?;
        let star = |id: i32, conn: &mut _| Star::find(id).first(conn);
        let stars = [star(1, conn)?, star(2, conn)?, star(3, conn)?, star(4, conn)?];
        let (sent, exist) = statements.during(|| stars.iter().map(|star| star.starred().exists(conn)).collect::<QueryResult<Vec<_>>>());
        // One names no row, and one a trashed row.
        assert_eq!((sent, exist?), (4, vec![true, false, true, false]));
        let ben = stars[0].starred().refine(|owner| owner.constrain_poet(|poets| poets.filter(poets::name.eq("Ben"))));
        assert!(ben.doesnt_exist(conn)?);
        let unowned = star(5, conn)?;
        let (sent, exists) = statements.during(|| unowned.starred().exists(conn));
        assert_eq!((sent, exists?), (0, false));
        let unknown = star(6, conn)?.starred().exists(conn);
        assert!(matches!(unknown, Err(DeserializationError(_))), "{unknown:?}");
    }

    fn the_only_row_of_a_snapshot(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(Poet::query().filter(poets::name.eq("Ben")).snapshot().sole(conn)?.id, 2);
        assert_eq!(Poet::find(9).snapshot().sole(conn), Err(NotFound));
        let several = Poet::query().snapshot().sole(conn);
        assert!(matches!(several, Err(QueryBuilderError(_))), "{several:?}");
    }

    fn the_first_row_of_a_snapshot_or_another(conn) {
        conn.batch_execute(TABLES)?;
        let nobody = || Poet { id: 0, name: "Nobody".into(), mentor_id: None, city_id: None };
        assert_eq!(Poet::query().order(poets::id.desc()).snapshot().first_or(nobody, conn)?.id, 3);
        assert_eq!(Poet::find(9).snapshot().first_or(nobody, conn)?, nobody());
    }

    fn the_owner_as_the_only_row(conn) {
        conn.batch_execute(TABLES)?;
        let owner = Star::find(1).first(conn)?.starred().sole(conn)?;
        assert!(matches!(&owner, Starred::Poet(poet) if poet.name == "Ann"), "{owner:?}");
        let missing = Star::find(2).first(conn)?.starred().sole(conn);
        assert!(matches!(missing, Err(NotFound)), "{missing:?}");
        let unknown = Star::find(6).first(conn)?.starred().sole(conn);
        assert!(matches!(unknown, Err(DeserializationError(_))), "{unknown:?}");
    }

    fn the_owner_or_another(conn, statements) {
        conn.batch_execute(TABLES)?;
        let nobody = || Starred::Poet(Poet { id: 0, name: "Nobody".into(), mentor_id: None, city_id: None }.into());
        let owner = Star::find(3).first(conn)?.starred().first_or(nobody, conn)?;
        assert!(matches!(&owner, Starred::Note(note) if note.id == 1), "{owner:?}");
        let star = Star::find(5).first(conn)?;
        let (sent, owner) = statements.during(|| star.starred().first_or(nobody, conn));
        assert!(matches!(owner?, Starred::Poet(poet) if poet.id == 0));
        assert_eq!(sent, 0);
    }
}
