//! SQLite: tables of an attached database, `table! { log.entries (id) { .. } }`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::one::{Sqlite, sqlite};

diesel::table! { log.users (id) { id -> Integer, name -> Text, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { log.entries (id) { id -> Integer, text -> Text, user_id -> Nullable<Integer>, created_at -> Timestamp, updated_at -> Timestamp, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { log.tags (id) { id -> Integer, name -> Text, created_at -> Timestamp, updated_at -> Timestamp, } }
diesel::table! { log.entry_tag (entry_id, tag_id) { entry_id -> Integer, tag_id -> Integer, place -> Nullable<Integer>, } }
diesel::table! { log.notes (id) { id -> Integer, text -> Text, notable_id -> Nullable<Integer>, notable_type -> Nullable<Text>, } }
diesel::allow_tables_to_appear_in_same_query!(users, entries, tags, entry_tag, notes);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = users)]
#[model(timestamps)]
#[has_many(Entry)]
#[has_one(Entry, name = last_entry, latest)]
struct User {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = entries)]
#[model(timestamps, soft_delete)]
#[belongs_to_many(Tag, touch = updated_at)]
#[morph_many(Note, morph = notable)]
struct Entry {
    id: i32,
    text: String,
    #[model(belongs_to(User, touch))]
    user_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tags)]
#[model(timestamps)]
struct Tag {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = notes)]
struct Note {
    id: i32,
    text: String,
    #[model(morph_to(Entry, touch))]
    notable_id: Option<i32>,
    notable_type: Option<String>,
}

fn start() -> QueryResult<Sqlite> {
    let mut conn = sqlite();
    conn.batch_execute(
        "ATTACH ':memory:' AS log;
         CREATE TABLE log.users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
         CREATE TABLE log.entries (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, user_id INTEGER, created_at TIMESTAMP NOT NULL,
             updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
         CREATE TABLE log.tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
         CREATE TABLE log.entry_tag (entry_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, place INTEGER);
         CREATE TABLE log.notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, notable_id INTEGER, notable_type TEXT);
         INSERT INTO log.users VALUES (1, 'Ann', '2020-01-01', '2020-01-01'), (2, 'Ben', '2020-01-01', '2020-01-01');
         INSERT INTO log.entries VALUES (1, 'a', 1, '2020-01-01', '2020-01-01', NULL), (2, 'b', 2, '2020-01-01', '2020-01-01', NULL);
         INSERT INTO log.tags VALUES (1, 'one', '2020-01-01', '2020-01-01'), (2, 'two', '2020-01-01', '2020-01-01');",
    )?;
    Ok(conn)
}

fn ann(conn: &mut Sqlite) -> QueryResult<User> {
    User::find(1).first(conn)
}

#[test]
fn rows_are_created_and_returned() -> QueryResult<()> {
    let conn = &mut start()?;
    let ann = ann(conn)?;
    let new = |text: &'static str| entries::text.eq(text);
    let entry = ann.entries().create(new("c")).get_result(conn)?;
    assert_eq!((entry.text.as_str(), entry.user_id), ("c", Some(1)));
    assert_eq!(
        ann.entries()
            .create_many([new("d"), new("e")])
            .get_results(conn)?
            .len(),
        2
    );
    assert_eq!(
        ann.entries()
            .first_or_create(new("c"), new("c"))
            .get_result(conn)?,
        entry
    );
    ann.entries()
        .create_or_first(new("f"), new("f"))
        .get_result(conn)?;
    let changed = ann
        .entries()
        .update_or_create(new("f"), new("g"), new("f"))
        .get_result(conn)?;
    assert_eq!(changed.text, "g");
    let tag = entry
        .tags()
        .create(tags::name.eq("three"))
        .get_result(conn)?;
    assert_eq!(tag.name, "three");
    assert_eq!(
        entry
            .notes()
            .create(notes::text.eq("n"))
            .get_result(conn)?
            .notable_id,
        Some(entry.id)
    );
    Ok(())
}

#[test]
fn rows_are_saved_and_touch_their_owners() -> QueryResult<()> {
    let conn = &mut start()?;
    let mut entry = Entry::find(1).first(conn)?;
    entry.text.push('!');
    assert_eq!((entry.save(conn)?, entry.save(conn)?), (1, 0));
    let touched = users::table
        .filter(users::updated_at.gt(users::created_at))
        .select(users::id);
    assert_eq!(touched.load::<i32>(conn)?, [1]);
    assert_eq!(entry.touch(conn)?, 1);
    let ann = ann(conn)?;
    assert_eq!(
        ann.entries()
            .save(&Entry {
                user_id: None,
                ..entry.clone()
            })
            .get_result(conn)?,
        entry
    );
    assert_eq!(ann.entries().touch(conn)?, 1);
    assert_eq!(entry.refresh(conn)?, ());
    let note = entry.notes().create(notes::text.eq("n")).get_result(conn)?;
    note.delete(conn)?;
    Ok(())
}

#[test]
fn rows_are_upserted_and_another_parent_s_are_not() -> QueryResult<()> {
    let conn = &mut start()?;
    let ann = ann(conn)?;
    let row = |id: i32, text: &'static str| (entries::id.eq(id), entries::text.eq(text));
    assert_eq!(
        ann.entries()
            .upsert([row(1, "x"), row(3, "y")], entries::id, entries::text)
            .execute(conn)?,
        2
    );
    assert!(
        ann.entries()
            .upsert([row(2, "z")], entries::id, entries::text)
            .execute(conn)
            .is_err()
    );
    let texts: Vec<String> = entries::table
        .order(entries::id)
        .select(entries::text)
        .load(conn)?;
    assert_eq!(texts, ["x", "b", "y"]);
    Ok(())
}

#[test]
fn rows_are_deleted_and_restored() -> QueryResult<()> {
    let conn = &mut start()?;
    let entry = Entry::find(1).first(conn)?;
    assert_eq!(entry.delete(conn)?, 1);
    assert_eq!(Entry::query().load(conn)?.len(), 1);
    assert_eq!(entry.restore(conn)?, 1);
    assert_eq!(ann(conn)?.entries().delete(conn)?, 1);
    assert_eq!(Entry::query().only_trashed().restore(conn)?, 1);
    assert_eq!(diesel::delete(ann(conn)?.entries()).execute(conn)?, 1);
    Ok(())
}

#[test]
fn pivot_rows_are_written() -> QueryResult<()> {
    let conn = &mut start()?;
    let entry = Entry::find(1).first(conn)?;
    assert_eq!(
        entry
            .tags()
            .attach([(1, entry_tag::place.eq(1))])
            .execute(conn)?
            .attached,
        [1]
    );
    assert_eq!(
        entry
            .tags()
            .sync([(1, entry_tag::place.eq(2)), (2, entry_tag::place.eq(1))])
            .execute(conn)?
            .updated,
        [1]
    );
    assert_eq!(entry.tags().toggle([1, 2]).execute(conn)?.detached, [1, 2]);
    assert_eq!(entry.tags().count().get_result::<i64>(conn)?, 0);
    Ok(())
}

#[test]
fn relations_are_loaded_counted_and_changed() -> QueryResult<()> {
    let conn = &mut start()?;
    let entry = Entry::find(1).first(conn)?;
    entry.tags().attach([1, 2]).execute(conn)?;
    entry.notes().create(notes::text.eq("n")).execute(conn)?;
    let users = User::query()
        .order(users::id)
        .filter(User::ENTRIES.exists())
        .with(
            User::ENTRIES
                .limit(1)
                .with((Entry::TAGS.order(tags::id), Entry::NOTES)),
        )
        .with(User::LAST_ENTRY)
        .with_count(User::ENTRIES)
        .load(conn)?;
    assert_eq!(
        (
            users.len(),
            users[0].entries_count,
            users[0].entries[0].tags.len(),
            users[0].entries[0].notes.len()
        ),
        (2, 1, 2, 1)
    );
    let note = Note::query().with(Note::NOTABLE).first(conn)?;
    assert!(note.notable.is_some());
    assert_eq!(ann(conn)?.entries().dissociate([1]).execute(conn)?, 1);
    assert_eq!(ann(conn)?.entries().associate([1, 2]).execute(conn)?, 2);
    assert_eq!(
        users::table
            .select(User::ENTRIES.sum(entries::id))
            .load::<Option<i64>>(conn)?,
        [Some(3), None]
    );
    Ok(())
}
