//! Rows that are created and saved through has-one and has-many.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::{DatabaseError, DeserializationError, NotFound, QueryBuilderError};
use diesel_relations::prelude::*;
use diesel_relations::{NullKey, UnknownKey};
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

diesel::table! { labels (id) { id -> Text, text -> Text, user_id -> Nullable<Integer>, } }

/// The database makes the key, and not as a sequence.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = labels)]
struct Label {
    id: String,
    text: String,
    user_id: Option<i32>,
}

/// The same with all columns.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = logs)]
struct Entry {
    id: i32,
    text: String,
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
#[has_many(Label, foreign_key = user_id)]
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
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let alice = Writer::find(1).first(conn)?;
        let (sent, log) = statements.during(|| alice.logs().create(NewLog { text: "a", level: None }).get_result(conn));
        let id = logs::table.select(logs::id).first(conn)?;
        assert_eq!(log?, Log { id, text: "a".to_owned(), user_id: Some(1), level: 7 });
        // A transaction of one statement where there is `RETURNING`; otherwise of three.
        assert_eq!(sent, if facts().returning { 3 } else { 5 });
        let (sent, log) = statements.during(|| alice.logs().create(NewLog { text: "b", level: Some(2) }).execute(conn));
        assert_eq!((sent, log?), (1, 1));
        let new = [NewLog { text: "c", level: None }, NewLog { text: "d", level: Some(1) }];
        let logs = alice.logs().create_many(new).get_results(conn)?;
        let rows: Vec<_> = logs.iter().map(|log| (log.id, log.text.as_str(), log.user_id, log.level)).collect();
        let ids = logs::table.filter(logs::text.ge("c")).order(logs::text).select(logs::id).load::<i32>(conn)?;
        assert_eq!(rows, [(ids[0], "c", Some(1), 7), (ids[1], "d", Some(1), 1)]);
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
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let alice = Writer::find(1).first(conn)?;
        let texts: Vec<String> = (0..25_000).map(|number| format!("t{number}")).collect();
        let new = || texts.iter().map(|text| NewLog { text, level: Some(1) });
        // 30,000 values each, three for a row, and a transaction around them.
        let (sent, count) = statements.during(|| alice.logs().create_many(new()).execute(conn));
        assert_eq!((sent, count?), (5, 25_000));
        diesel::delete(logs::table).execute(conn)?;
        let (sent, rows) = statements.during(|| alice.logs().create_many(new().take(1_000)).get_results(conn));
        let rows = rows?;
        // Otherwise the keys are those that follow the first one.
        assert_eq!(sent, if facts().returning { 3 } else { 5 });
        assert!(rows.iter().map(|log| &log.text).eq(&texts[..1_000]));
        assert!(rows.windows(2).all(|pair| pair[0].id < pair[1].id));
        // Rows that give other columns are among them, or another statement where a list of rows cannot say `DEFAULT`.
        diesel::delete(logs::table).execute(conn)?;
        let levels = [Some(1), Some(2), None, None, Some(3)];
        let mixed = levels.iter().zip(&texts).map(|(&level, text)| NewLog { text, level });
        let (sent, rows) = statements.during(|| alice.logs().create_many(mixed).get_results(conn));
        let rows = rows?;
        assert_eq!(rows.iter().map(|log| log.level).collect::<Vec<_>>(), [1, 2, 7, 7, 3]);
        assert!(rows.iter().map(|log| &log.text).eq(&texts[..5]));
        assert_eq!(sent, if !facts().knows_default { 4 } else if facts().returning { 3 } else { 5 });
    }

    fn optional_columns_in_turn_are_few_statements(conn, statements) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let alice = Writer::find(1).first(conn)?;
        let texts: Vec<String> = (0..1_000).map(|number| format!("t{number}")).collect();
        let level = |number: usize| (number % 2 == 0).then_some(number as i32);
        let new = || texts.iter().enumerate().map(|(number, text)| NewLog { text, level: level(number) });
        let (sent, rows) = statements.during(|| alice.logs().create_many(new()).get_results(conn));
        // The rows are returned in the order in which they were given.
        let rows: Vec<_> = rows?.into_iter().map(|log| (log.text, log.level)).collect();
        let expected = texts.iter().enumerate().map(|(number, text)| (text.clone(), level(number).unwrap_or(7)));
        assert!(rows.into_iter().eq(expected));
        assert!(sent <= 5, "{sent} statements");
        diesel::delete(logs::table).execute(conn)?;
        let (sent, count) = statements.during(|| alice.logs().create_many(new()).execute(conn));
        assert_eq!(count?, 1_000);
        assert!(sent <= 4, "{sent} statements");
    }

    fn long_values_are_several_statements(conn) {
        if !facts().limits_bytes {
            return Ok(());
        }
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        // More than one packet takes.
        conn.batch_execute("ALTER TABLE logs DROP INDEX text, MODIFY text LONGTEXT NOT NULL")?;
        let alice = Writer::find(1).first(conn)?;
        let text = "x".repeat(1_000_000);
        let texts: Vec<String> = (0..20).map(|number| format!("{number}{text}")).collect();
        let rows = alice.logs().create_many(texts.iter().map(|text| NewLog { text, level: None })).get_results(conn)?;
        assert!(rows.iter().map(|log| &log.text).eq(&texts));
    }

    fn a_row_that_is_found_and_changed_is_few_statements(conn, statements) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let alice = Writer::find(1).first(conn)?;
        alice.logs().create(NewLog { text: "a", level: Some(1) }).execute(conn)?;
        let is = logs::text.eq("a");
        let change = alice.logs().update_or_create(is, logs::level.eq(2), NewLog { text: "a", level: None });
        let (sent, changed) = statements.during(|| change.get_result(conn));
        assert_eq!(changed?.level, 2);
        // The look, and in a transaction the change, which returns the row or is followed by one more look.
        assert_eq!(sent, if facts().returning { 1 + 3 } else { 1 + 4 });
    }

    fn rows_that_change_each_in_its_own_way(conn, statements) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let (alice, bob) = (Writer::find(1).first(conn)?, Writer::find(2).first(conn)?);
        let new = |text: &'static str| NewLog { text, level: Some(1) };
        let rows = alice.logs().create_many(["a", "b", "c"].map(new)).get_results(conn)?;
        let other = bob.logs().create(new("d")).get_result(conn)?;
        let (a, b) = (rows[0].id, rows[1].id);
        // Rows that are not there, or another parent's, are left out; the order is the one given.
        let changes = [(b, logs::text.eq("B")), (99, logs::text.eq("Z")), (other.id, logs::text.eq("D")), (a, logs::text.eq("A"))];
        let (sent, changed) = statements.during(|| alice.logs().update_many(changes).get_results(conn));
        assert_eq!(changed?.iter().map(|log| log.text.as_str()).collect::<Vec<_>>(), ["B", "A"]);
        // The lock of the parent, an `UPDATE` for each, a `SELECT`.
        assert_eq!(sent, 2 + 1 + 4 + 1);
        assert_eq!(Log::find(other.id).first(conn)?.text, "d");
        // By model; twice, the last one counts; a field without a value is left alone.
        let twice = [(&rows[0], NewLog { text: "x", level: Some(5) }), (&rows[0], NewLog { text: "y", level: None })];
        let changed = alice.logs().update_many(twice).get_results(conn)?;
        assert_eq!(changed, [Log { id: a, text: "y".to_owned(), user_id: Some(1), level: 5 }]);
        let (sent, changed) = statements.during(|| alice.loud_logs().update_many((a, logs::level.eq(6))).execute(conn));
        assert_eq!((sent, changed?), (2 + 1, 1));
        assert_eq!(alice.loud_logs().update_many((b, logs::level.eq(6))).execute(conn)?, 0);
        // A unique key that refuses one change refuses all.
        let refused = alice.logs().update_many([(a, logs::text.eq("p")), (b, logs::text.eq("d"))]).execute(conn);
        assert!(matches!(refused, Err(DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))));
        assert_eq!(Log::find(a).first(conn)?.text, "y");
        let mut none = vec![(a, logs::level.eq(1))];
        none.clear();
        assert_eq!(statements.during(|| alice.logs().update_many(none).execute(conn)), (0, Ok(0)));
    }

    fn rows_that_give_their_keys(conn, statements) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let alice = Writer::find(1).first(conn)?;
        // In their own order, whatever the order of the keys.
        let ids: Vec<i32> = (0..1_000).map(|number| (number * 7_919) % 1_000 + 1).collect();
        let new = || ids.iter().map(|id| (logs::id.eq(*id), logs::text.eq(format!("t{id}"))));
        let (sent, rows) = statements.during(|| alice.logs().create_many(new()).get_results(conn));
        assert_eq!(rows?.iter().map(|log| log.id).collect::<Vec<_>>(), ids);
        assert_eq!(sent, if facts().returning { 3 } else { 5 });
        diesel::delete(logs::table).execute(conn)?;
        // One of them is there already: none is written.
        alice.logs().create((logs::id.eq(ids[999]), logs::text.eq("x"))).execute(conn)?;
        let refused = alice.logs().create_many(new()).get_results(conn);
        assert!(matches!(refused, Err(DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))));
        assert_eq!(logs::table.count().get_result::<i64>(conn)?, 1);

        conn.batch_execute(
            "CREATE TEMPORARY TABLE teams (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (tenant, id));
             CREATE TEMPORARY TABLE players (tenant INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, team INTEGER, PRIMARY KEY (tenant, id));
             INSERT INTO teams VALUES (2, 5, 'two'); INSERT INTO players VALUES (2, 1, 'old', 5)",
        )?;
        let two = Team::find((2, 5)).first(conn)?;
        // A part of the key is the relation's.
        let new = [9, 3, 7].map(|id| (players::tenant.eq(1), players::id.eq(id), players::name.eq("new")));
        let (sent, rows) = statements.during(|| two.players().create_many(new).get_results(conn));
        assert_eq!(rows?.iter().map(|player| (player.tenant, player.id)).collect::<Vec<_>>(), [(2, 9), (2, 3), (2, 7)]);
        assert_eq!(sent, if facts().returning { 3 } else { 4 });
    }

    fn keys_in_steps(conn) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let alice = Writer::find(1).first(conn)?;
        if !facts().returning {
            conn.batch_execute("SET @@auto_increment_increment = 5; SET @@auto_increment_offset = 3")?;
        }
        let texts = ["c", "a", "b"];
        for round in 0..2 {
            let new = texts.map(|text| logs::text.eq(format!("{text}{round}")));
            let rows = alice.logs().create_many(new).get_results(conn)?;
            assert!(rows.iter().map(|log| log.text.clone()).eq(texts.map(|text| format!("{text}{round}"))));
            assert!(rows.windows(2).all(|pair| pair[0].id < pair[1].id));
        }
        // A key that neither the row nor the sequence of the table gives is not found again: nothing is written.
        if !facts().returning {
            // Texts that begin with no number, which is 0, and with that of another column.
            let keys = ["DEFAULT CONCAT('k', UUID())", "DEFAULT CONCAT('1-', UUID()), number INTEGER AUTO_INCREMENT UNIQUE KEY"];
            for key in keys {
                conn.batch_execute(&format!("CREATE TEMPORARY TABLE labels (id VARCHAR(50) PRIMARY KEY {key}, text VARCHAR(20) NOT NULL, user_id INTEGER)"))?;
                let new = [labels::text.eq("a"), labels::text.eq("b")];
                let error = "a row of labels cannot be read after it was inserted: the database does not tell its id, which is neither the one \
                             that was given nor one of AUTO_INCREMENT";
                assert_eq!(alice.labels().create_many(new).get_results(conn).unwrap_err().to_string(), error);
                let Err(DeserializationError(error)) = alice.labels().create(new[0]).get_result(conn) else { panic!("an error") };
                assert_eq!(error.downcast_ref::<UnknownKey>().unwrap().primary_key(), ("labels", "id"));
                assert_eq!(labels::table.count().get_result::<i64>(conn)?, 0);
                assert_eq!(alice.labels().create_many(new).execute(conn)?, 2);
                conn.batch_execute("DROP TEMPORARY TABLE labels")?;
            }
        }
    }

    fn found_or_created(conn, statements) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
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
        // As they are then, in the order in which they were given; a new row among them.
        let rows = [Post { id: 78, ..new.clone() }, Post { title: "again".to_owned(), ..new }];
        let (sent, saved) = statements.during(|| bob.posts().save_many(&rows).get_results(conn));
        assert_eq!(saved?.iter().map(|post| (post.id, post.title.as_str(), post.user_id)).collect::<Vec<_>>(), [(78, "new", 2), (77, "again", 2)]);
        // Beside the `BEGIN` and the `COMMIT` the lock of the parent.
        assert_eq!(sent, 2 + 1 + 3 + 2);
        let none: [Post; 0] = [];
        assert_eq!(statements.during(|| bob.posts().save_many(&none).get_results(conn)), (0, Ok(Vec::new())));
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
        let mut post = Post::find(1).with(Post::COMMENTS).first(conn)?;
        Post::AUTHOR.associate(&mut post, &User::find(3).first(conn)?);
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

    fn copies_of_rows(conn, statements) {
        logs(conn, !facts().casts_any_text, !facts().returning)?;
        let (alice, bob) = (Writer::find(1).first(conn)?, Writer::find(2).first(conn)?);
        let log = alice.logs().create((logs::text.eq("a"), logs::level.eq(3))).get_result(conn)?;
        let entry = Entry { id: log.id, text: log.text.clone(), user_id: log.user_id, level: log.level };
        // Twins are refused; the relation's key wins.
        let refused = alice.logs().create(entry.replicate()).execute(conn);
        assert!(matches!(refused, Err(DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))));
        let copy = bob.logs().create(entry.replicate().set(logs::text.eq("b"))).get_result(conn)?;
        assert_eq!((copy.text.as_str(), copy.user_id, copy.level), ("b", Some(2), 3));
        assert_ne!(copy.id, log.id);
        // The database's defaults.
        let copy = bob.logs().create(entry.replicate().except(logs::level).set(logs::text.eq("c"))).get_result(conn)?;
        assert_eq!(copy.level, 7);
        let (sent, copies) = statements.during(|| {
            bob.logs().create_many(["d", "e"].map(|text| entry.replicate().set(logs::text.eq(text)))).get_results(conn)
        });
        assert_eq!(copies?.iter().map(|log| (log.text.as_str(), log.level)).collect::<Vec<_>>(), [("d", 3), ("e", 3)]);
        assert_eq!(sent, if facts().returning { 3 } else { 5 });
        // Rows without other columns are other statements.
        let mixed = [entry.replicate().except(logs::level).set(logs::text.eq("f")), entry.replicate().set(logs::text.eq("g"))];
        let copies = bob.logs().create_many(mixed).get_results(conn)?;
        assert_eq!(copies.iter().map(|log| log.level).collect::<Vec<_>>(), [7, 3]);
        // With Diesel alone.
        let new = entry.replicate().except((logs::level, logs::user_id)).set((logs::text.eq("h"), logs::id.eq(77)));
        assert_eq!(diesel::insert_into(logs::table).values(new).execute(conn)?, 1);
        let inserted: (Option<i32>, i32) = logs::table.find(77).select((logs::user_id, logs::level)).first(conn)?;
        assert_eq!(inserted, (None, 7));
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
        // The row is read by its new key.
        let ann = one.players().first(conn)?;
        let moved = two.players().save(&ann).get_result(conn)?;
        assert_eq!((moved.tenant, moved.id, moved.team), (2, 3, Some(5)));
        let new = two.players().save(&Player { tenant: 1, id: 4, name: "Zoe".to_owned(), team: None }).get_result(conn)?;
        assert_eq!((new.tenant, new.id, new.team), (2, 4, Some(5)));
        assert_eq!(new.delete(conn)?, 1);
        assert_eq!(one.players().save(&moved).get_result(conn)?, ann);
        let mut team = Team { name: "three".to_owned(), ..Team::find((1, 5)).first(conn)? };
        team.refresh(conn)?;
        assert_eq!(team.name, "one");
        assert_eq!(team.delete(conn)?, 1);
        assert_eq!(Team::query().load(conn)?.len(), 1);
        let mut player = one.players().first(conn)?;
        player.name = "Bea".to_owned();
        player.save(conn)?;
        assert_eq!(players::table.select(players::name).load::<String>(conn)?, ["Bea"]);
        Player::SIDE.associate(&mut player, &two);
        assert_eq!((player.tenant, player.team), (2, Some(5)));
        Player::SIDE.dissociate(&mut player);
        assert_eq!((player.tenant, player.team), (2, None));
    }

    fn children_by_id(conn, statements) {
        let (alice, bob) = (User::find(1).first(conn)?, User::find(2).first(conn)?);
        let (sent, count) = statements.during(|| bob.posts().associate([1, 2, 2]).execute(conn));
        assert_eq!((sent, count?), (3, 2));
        assert_eq!(bob.posts().count().get_result::<i64>(conn)?, 3);
        assert_eq!(alice.posts().associate(&Post::find(1).first(conn)?).execute(conn)?, 1);
        assert_eq!(alice.posts().associate(&bob.posts().with(Post::COMMENTS).load(conn)?).execute(conn)?, 2);
        // The rows, in the order of the keys, each once.
        let (sent, posts) = statements.during(|| bob.posts().associate([4, 1, 4, 2]).get_results(conn));
        let posts: Vec<_> = posts?.iter().map(|post| (post.id, post.user_id, post.votes)).collect();
        assert_eq!((sent, posts), (4, vec![(4, 2, 1), (1, 2, 5), (2, 2, 0)]));
        assert_eq!(alice.posts().associate([1, 2, 4]).get_results(conn)?.len(), 3);
        assert_eq!(bob.posts().associate([1, 99]).get_results(conn), Err(NotFound));
        assert_eq!(statements.during(|| bob.posts().associate(Vec::<i32>::new()).get_results(conn)), (0, Ok(vec![])));
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
        let single = bob.edited_posts().associate([4, 2]).get_results(conn)?;
        assert_eq!(single.iter().map(|post| (post.id, post.editor_id)).collect::<Vec<_>>(), [(4, Some(2)), (2, Some(2))]);
        let (sent, single) = statements.during(|| bob.edited_posts().dissociate(&single[1]).get_results(conn));
        assert_eq!((sent, single?.iter().map(|post| (post.id, post.editor_id)).collect::<Vec<_>>()), (4, vec![(2, None)]));
        assert_eq!(bob.edited_posts().dissociate([4, 3]).get_results(conn), Err(NotFound));
        assert_eq!(Post::find(4).first(conn)?.editor_id, Some(2));
        let many: Vec<i32> = (1..40_000).collect();
        assert_eq!(bob.posts().associate(many).execute(conn), Err(NotFound));
    }

    fn children_by_keys_of_several_columns(conn, statements) {
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
        // A key that changes with the parent.
        conn.batch_execute("INSERT INTO teams VALUES (2, 5, 'two'); INSERT INTO players VALUES (2, 9, 'Dan', NULL)")?;
        let two = Team::find((2, 5)).first(conn)?;
        let (sent, moved) = statements.during(|| two.players().associate([(1, 3), (2, 9)]).get_results(conn));
        assert_eq!((sent, moved?.iter().map(|player| (player.tenant, player.id, player.team)).collect::<Vec<_>>()), (5, vec![(2, 3, Some(5)), (2, 9, Some(5))]));
        two.players().find((2, 9)).first(conn)?.delete(conn)?;
        assert_eq!(team.players().associate([(2, 3)]).get_results(conn)?[0].tenant, 1);
        let of_team: Vec<Option<i32>> = players::table.order(players::id).select(players::team).load(conn)?;
        assert_eq!(of_team, [None, None, Some(5)]);
    }

    fn owners_in_memory(conn) {
        let mut dan = User::find(4).with(User::PROFILE).first(conn)?;
        let alice = User::find(1).with(User::POSTS).first(conn)?;
        User::BOSS.associate(&mut dan, &alice);
        assert_eq!(dan.boss_id, Some(1));
        User::HOME.associate(&mut dan, &Country::find("fr").first(conn)?);
        assert_eq!(dan.country.as_deref(), Some("fr"));
        User::HOME.dissociate(&mut dan);
        User::BOSS.dissociate(&mut dan);
        assert_eq!((dan.boss_id, dan.country.as_deref()), (None, None));
        let mut post = Post::find(1).first(conn)?;
        Post::AUTHOR.associate(&mut post, &*dan);
        assert_eq!(post.user_id, 4);
    }
}
