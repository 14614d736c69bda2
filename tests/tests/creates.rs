//! Rows that are created and saved through has-one and has-many.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::{DatabaseError, NotFound, QueryBuilderError};
use diesel_relations::prelude::*;
use diesel_relations::{Dialect, NullKey};
use diesel_relations_tests::on_every_backend;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

diesel::table! { teams (tenant, id) { tenant -> Integer, id -> Integer, name -> Text, } }
diesel::table! { players (tenant, id) { tenant -> Integer, id -> Integer, name -> Text, team -> Nullable<Integer>, } }

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = teams, primary_key(tenant, id))]
#[has_many(Player, foreign_key = (tenant, team))]
struct Team {
    tenant: i32,
    id: i32,
    name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = players, primary_key(tenant, id))]
struct Player {
    tenant: i32,
    id: i32,
    name: String,
    #[model(belongs_to(Team, name = side, foreign_key = (tenant, team)))]
    team: Option<i32>,
}

diesel::table! { logs (id) { id -> Integer, text -> Text, user_id -> Nullable<Integer>, level -> Integer, } }

/// The database makes the key, and a default.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = logs)]
struct Log {
    id: i32,
    text: String,
    #[model(belongs_to(Writer, table = users))]
    user_id: Option<i32>,
    level: i32,
}

#[derive(Insertable)]
#[diesel(table_name = logs)]
struct NewLog<'t> {
    text: &'t str,
    level: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Log, foreign_key = user_id)]
#[has_many(Log, name = loud_logs, foreign_key = user_id, filter = logs::level.ge(5i32))]
#[has_one(Log, name = last_log, foreign_key = user_id, latest)]
struct Writer {
    id: i32,
    name: String,
}

const LOGS: &str = "CREATE TEMPORARY TABLE logs (id {serial}, text VARCHAR(20) NOT NULL UNIQUE, user_id INTEGER, level INTEGER NOT NULL DEFAULT 7)";

/// The table whose keys the database makes.
fn logs<C: SimpleConnection>(conn: &mut C, postgres: bool, mysql: bool) -> QueryResult<()> {
    let serial = match (postgres, mysql) {
        (true, _) => "SERIAL PRIMARY KEY",
        (_, true) => "INTEGER PRIMARY KEY AUTO_INCREMENT",
        _ => "INTEGER PRIMARY KEY",
    };
    conn.batch_execute(&LOGS.replace("{serial}", serial))
}

on_every_backend! {
    fn the_key_and_defaults_come_back(conn, statements) {
        logs(conn, !<DB as Dialect>::CASTS_ANY_TEXT, !<DB as Dialect>::RETURNING)?;
        let alice = Writer::find(1).first(conn)?;
        let (sent, log) = statements.during(|| alice.logs().create(NewLog { text: "a", level: None }).get_result(conn));
        assert_eq!(log?, Log { id: 1, text: "a".to_owned(), user_id: Some(1), level: 7 });
        // One statement where there is `RETURNING`; otherwise a transaction of three.
        assert_eq!(sent, if <DB as Dialect>::RETURNING { 1 } else { 5 });
        let (sent, log) = statements.during(|| alice.logs().create(NewLog { text: "b", level: Some(2) }).execute(conn));
        assert_eq!((sent, log?), (1, 1));
        let new = [NewLog { text: "c", level: None }, NewLog { text: "d", level: Some(1) }];
        let logs = alice.logs().create_many(new).get_results(conn)?;
        let rows: Vec<_> = logs.iter().map(|log| (log.id, log.text.as_str(), log.user_id, log.level)).collect();
        assert_eq!(rows, [(3, "c", Some(1), 7), (4, "d", Some(1), 1)]);
        // A condition of the relation is not written: what does not meet it is not one of its rows.
        alice.loud_logs().create(NewLog { text: "quiet", level: Some(1) }).execute(conn)?;
        assert_eq!(alice.loud_logs().count().get_result::<i64>(conn)?, 2);
        assert_eq!(alice.last_log().create(NewLog { text: "last", level: None }).get_result(conn)?.user_id, Some(1));
        assert_eq!(alice.last_log().first(conn)?.text, "last");
        // A unique key that refuses one row refuses all.
        let twins = [NewLog { text: "e", level: None }, NewLog { text: "a", level: None }];
        let refused = alice.logs().create_many(twins).get_results(conn);
        assert!(matches!(refused, Err(DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))));
        assert_eq!(alice.logs().count().get_result::<i64>(conn)?, 6);
        let none: [NewLog<'_>; 0] = [];
        assert_eq!(statements.during(|| alice.logs().create_many(none).execute(conn)), (0, Ok(0)));
    }

    fn many_rows_are_few_statements(conn, statements) {
        logs(conn, !<DB as Dialect>::CASTS_ANY_TEXT, !<DB as Dialect>::RETURNING)?;
        let alice = Writer::find(1).first(conn)?;
        let texts: Vec<String> = (0..25_000).map(|number| format!("t{number}")).collect();
        let new = || texts.iter().map(|text| NewLog { text, level: Some(1) });
        // 30,000 values each, three for a row, and a transaction around them.
        let (sent, count) = statements.during(|| alice.logs().create_many(new()).execute(conn));
        assert_eq!((sent, count?), (5, 25_000));
        diesel::delete(logs::table).execute(conn)?;
        let (sent, rows) = statements.during(|| alice.logs().create_many(new().take(1_000)).get_results(conn));
        let rows = rows?;
        assert_eq!(sent, if <DB as Dialect>::RETURNING { 1 } else { 3_002 });
        assert!(rows.iter().map(|log| &log.text).eq(&texts[..1_000]));
        assert!(rows.windows(2).all(|pair| pair[0].id < pair[1].id));
        // Rows that give other columns are another statement; those that give none beside the key, too.
        diesel::delete(logs::table).execute(conn)?;
        let levels = [Some(1), Some(2), None, None, Some(3)];
        let mixed = levels.iter().zip(&texts).map(|(&level, text)| NewLog { text, level });
        let (sent, rows) = statements.during(|| alice.logs().create_many(mixed).get_results(conn));
        let rows = rows?;
        assert_eq!(rows.iter().map(|log| log.level).collect::<Vec<_>>(), [1, 2, 7, 7, 3]);
        assert!(rows.iter().map(|log| &log.text).eq(&texts[..5]));
        assert_eq!(sent, if <DB as Dialect>::RETURNING { 5 } else { 17 });
    }

    fn found_or_created(conn, statements) {
        logs(conn, !<DB as Dialect>::CASTS_ANY_TEXT, !<DB as Dialect>::RETURNING)?;
        let (alice, bob) = (Writer::find(1).first(conn)?, Writer::find(2).first(conn)?);
        let text = |text| logs::text.eq(text);
        let first = alice.logs().first_or_create(text("a"), NewLog { text: "a", level: Some(1) }).get_result(conn)?;
        assert_eq!((first.user_id, first.level), (Some(1), 1));
        let (sent, found) = statements.during(|| alice.logs().first_or_create(text("a"), NewLog { text: "a", level: Some(9) }).get_result(conn));
        assert_eq!((sent, found?), (1, first));
        // A field that is `None` is left alone.
        let quiet = NewLog { text: "b", level: None };
        let changed = alice.logs().update_or_create(text("a"), quiet, NewLog { text: "x", level: None }).get_result(conn)?;
        assert_eq!((changed.text.as_str(), changed.level), ("b", 1));
        let made = alice.logs().update_or_create(text("none"), logs::level.eq(3), NewLog { text: "none", level: None }).get_result(conn)?;
        assert_eq!((made.text.as_str(), made.level), ("none", 7));
        // A row of another parent is not found, and not taken.
        let refused = bob.logs().first_or_create(text("b"), NewLog { text: "b", level: None }).get_result(conn);
        assert!(matches!(refused, Err(DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))));
        let found = alice.logs().create_or_first(text("b"), NewLog { text: "b", level: None }).get_result(conn)?;
        assert_eq!(found.id, changed.id);
        let last = bob.logs().create_or_first(text("c"), NewLog { text: "c", level: None }).get_result(conn)?;
        assert_eq!(last.user_id, Some(2));
        assert_eq!(bob.last_log().first_or_create(text("c"), NewLog { text: "d", level: None }).get_result(conn)?, last);
        assert_eq!(logs::table.count().get_result::<i64>(conn)?, 3);
    }

    fn saved_rows_change_their_parent(conn, statements) {
        let bob = User::find(2).first(conn)?;
        let post = Post::find(1).with(Post::AUTHOR).first(conn)?;
        let (sent, saved) = statements.during(|| bob.posts().save(&post).execute(conn));
        assert_eq!((sent, saved?), (1, 1));
        assert_eq!(Post::find(1).with(Post::AUTHOR).first(conn)?.author.name, "Bob");
        let new = Post { id: 77, title: "new".to_owned(), votes: 0, user_id: 1, editor_id: None };
        let saved = bob.posts().save(&new).get_result(conn)?;
        assert_eq!((saved.id, saved.user_id), (77, 2));
        assert_eq!(bob.edited_posts().save_many(&bob.posts().load(conn)?).execute(conn)?, 3);
        assert_eq!(bob.edited_posts().count().get_result::<i64>(conn)?, 4);
        // By another key than the primary one; a parent without it has no rows.
        let alice = User::find(1).first(conn)?;
        let carol = User::find(3).first(conn)?;
        alice.compatriots().save(&carol).execute(conn)?;
        assert_eq!(User::find(3).first(conn)?.country.as_deref(), Some("de"));
        let nowhere = User { country: None, ..alice };
        let (sent, error) = statements.during(|| nowhere.compatriots().save(&carol).execute(conn));
        let Err(QueryBuilderError(error)) = error else { panic!("an error") };
        assert_eq!((sent, error.downcast_ref::<NullKey>().map(|error| error.key())), (0, Some(("users", "country"))));
    }

    fn one_row_by_itself(conn, statements) {
        let mut post = Post::find(1).with(Post::AUTHOR).first(conn)?;
        post.associate(Post::AUTHOR, &User::find(3).first(conn)?);
        post.title.push('!');
        let (sent, saved) = statements.during(|| post.save(conn));
        assert_eq!((sent, saved?), (1, 1));
        let mut copy = Post::find(1).first(conn)?;
        assert_eq!((copy.title.as_str(), copy.user_id), ("First!", 3));
        // One that is not there is inserted.
        let new = Post { id: 90, title: "new".to_owned(), votes: 1, user_id: 1, editor_id: None };
        let (sent, saved) = statements.during(|| new.save(conn));
        assert_eq!((sent, saved?), (2, 1));
        assert_eq!(Post::find(90).first(conn)?, new);
        diesel::update(Post::find(1)).set(posts::votes.eq(50)).execute(conn)?;
        copy.refresh(conn)?;
        assert_eq!(copy.votes, 50);
        let (sent, deleted) = statements.during(|| copy.delete(conn));
        assert_eq!((sent, deleted?), (1, 1));
        assert_eq!(copy.delete(conn)?, 0);
        assert_eq!(copy.refresh(conn), Err(NotFound));
        assert_eq!(copy.votes, 50);
        assert_eq!(posts::table.count().get_result::<i64>(conn)?, 4);
    }

    fn keys_of_several_columns(conn) {
        conn.batch_execute(
            "CREATE TEMPORARY TABLE teams (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (tenant, id));
             CREATE TEMPORARY TABLE players (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, team INTEGER, PRIMARY KEY (tenant, id));
             INSERT INTO teams VALUES (1, 5, 'one'), (2, 5, 'two');",
        )?;
        let two = Team::find((2, 5)).first(conn)?;
        let given = (players::tenant.eq(1), players::id.eq(3), players::name.eq("Ann"));
        let ann = two.players().create(given).get_result(conn)?;
        assert_eq!((ann.tenant, ann.team), (2, Some(5)));
        // A part of the row's own key is the relation's, too.
        let one = Team::find((1, 5)).first(conn)?;
        assert_eq!(one.players().save(&ann).execute(conn)?, 1);
        assert_eq!(one.players().load(conn)?, [Player { tenant: 1, ..ann }]);
        let mut team = Team { name: "three".to_owned(), ..Team::find((1, 5)).first(conn)? };
        team.refresh(conn)?;
        assert_eq!(team.name, "one");
        assert_eq!(team.delete(conn)?, 1);
        assert_eq!(Team::query().load(conn)?.len(), 1);
        let mut player = one.players().first(conn)?;
        player.name = "Bea".to_owned();
        player.save(conn)?;
        assert_eq!(players::table.select(players::name).load::<String>(conn)?, ["Bea"]);
        player.associate(Player::SIDE, &two);
        assert_eq!((player.tenant, player.team), (2, Some(5)));
        player.dissociate(Player::SIDE);
        assert_eq!((player.tenant, player.team), (2, None));
    }

    fn children_by_id(conn, statements) {
        let (alice, bob) = (User::find(1).first(conn)?, User::find(2).first(conn)?);
        let (sent, count) = statements.during(|| bob.posts().associate([1, 2, 2]).execute(conn));
        assert_eq!((sent, count?), (3, 2));
        assert_eq!(bob.posts().count().get_result::<i64>(conn)?, 3);
        assert_eq!(alice.posts().associate(&Post::find(1).first(conn)?).execute(conn)?, 1);
        assert_eq!(alice.posts().associate(&bob.posts().with(Post::COMMENTS).load(conn)?).execute(conn)?, 2);
        // A row that is not there: nothing has changed.
        assert_eq!(bob.posts().associate([1, 99]).execute(conn), Err(NotFound));
        assert_eq!(bob.posts().count().get_result::<i64>(conn)?, 0);
        let none: [i32; 0] = [];
        assert_eq!(statements.during(|| bob.posts().associate(none).execute(conn)), (0, Ok(0)));

        assert_eq!(bob.edited_posts().dissociate([1, 4]).execute(conn)?, 2);
        assert_eq!(posts::table.filter(posts::editor_id.is_null()).count().get_result::<i64>(conn)?, 3);
        // The third is edited by another one.
        assert_eq!(bob.edited_posts().dissociate([3]).execute(conn), Err(NotFound));
        assert_eq!(bob.reports().dissociate(2).execute(conn), Err(NotFound));
        assert_eq!(alice.reports().dissociate(&bob).execute(conn)?, 1);
        assert_eq!(User::find(2).first(conn)?.boss_id, None);
        let many: Vec<i32> = (1..40_000).collect();
        assert_eq!(bob.posts().associate(many).execute(conn), Err(NotFound));
    }

    fn children_by_keys_of_several_columns(conn) {
        conn.batch_execute(
            "CREATE TEMPORARY TABLE teams (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (tenant, id));
             CREATE TEMPORARY TABLE players (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, team INTEGER, PRIMARY KEY (tenant, id));
             INSERT INTO teams VALUES (1, 5, 'one');
             INSERT INTO players VALUES (1, 1, 'Ann', 5), (1, 2, 'Bea', 5), (1, 3, 'Cid', NULL);",
        )?;
        let team = Team::find((1, 5)).first(conn)?;
        // The part of the key that cannot be NULL stays.
        assert_eq!(team.players().dissociate([(1, 1), (1, 2)]).execute(conn)?, 2);
        assert_eq!(team.players().dissociate([(1, 3)]).execute(conn), Err(NotFound));
        assert_eq!(team.players().associate([(1, 3)]).execute(conn)?, 1);
        let of_team: Vec<Option<i32>> = players::table.order(players::id).select(players::team).load(conn)?;
        assert_eq!(of_team, [None, None, Some(5)]);
    }

    fn owners_in_memory(conn) {
        let mut dan = User::find(4).with(User::BOSS).first(conn)?;
        let alice = User::find(1).with(User::POSTS).first(conn)?;
        dan.associate(User::BOSS, &alice);
        assert_eq!(dan.boss_id, Some(1));
        dan.associate(User::HOME, &Country::find("fr").first(conn)?);
        assert_eq!(dan.country.as_deref(), Some("fr"));
        dan.dissociate(User::HOME);
        dan.dissociate(User::BOSS);
        assert_eq!((dan.boss_id, dan.country.as_deref()), (None, None));
        let mut post = Post::find(1).first(conn)?;
        post.associate(Post::AUTHOR, &*dan);
        assert_eq!(post.user_id, 4);
    }
}
