//! Writes that fail have written nothing, and leave the connection as it was.

use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

/// A text that Rust knows: others cannot be decoded, and one cannot be written.
#[derive(Debug, Clone, PartialEq, FromSqlRow, AsExpression)]
#[diesel(sql_type = Text)]
enum Kind {
    Known,
    Panics,
}

impl<DB: Backend> FromSql<Text, DB> for Kind
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        match String::from_sql(bytes)?.as_str() {
            "known" => Ok(Kind::Known),
            other => Err(format!("{other} is not known").into()),
        }
    }
}

impl<DB: Backend> ToSql<Text, DB> for Kind
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        match self {
            Kind::Known => <str as ToSql<Text, DB>>::to_sql("known", out),
            Kind::Panics => panic!("this value cannot be written"),
        }
    }
}

diesel::table! { owners (id) { id -> Integer, } }
diesel::table! { things (id) { id -> Integer, title -> Text, kind -> Text, owner_id -> Integer, } }
diesel::table! { marks (id) { id -> Integer, kind -> Text, } }
diesel::table! { mark_owner (owner_id, mark_id) { owner_id -> Integer, mark_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(owners, things, marks, mark_owner);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = owners)]
#[has_many(Thing)]
#[belongs_to_many(Mark, pivot = mark_owner, foreign_key = owner_id, related_key = mark_id)]
struct Owner {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = things)]
struct Thing {
    id: i32,
    title: String,
    kind: Kind,
    #[model(belongs_to(Owner))]
    owner_id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = marks)]
struct Mark {
    id: i32,
    kind: Kind,
}

fn owner(conn: &mut impl SimpleConnection) -> QueryResult<Owner> {
    conn.batch_execute(
        "CREATE TEMPORARY TABLE owners (id INTEGER PRIMARY KEY);
         INSERT INTO owners VALUES (1);
         CREATE TEMPORARY TABLE things (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL UNIQUE, kind VARCHAR(50) NOT NULL DEFAULT 'new in the database', owner_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE marks (id INTEGER PRIMARY KEY, kind VARCHAR(50) NOT NULL DEFAULT 'new in the database');
         CREATE TEMPORARY TABLE mark_owner (owner_id INTEGER NOT NULL, mark_id INTEGER NOT NULL)",
    )?;
    Ok(Owner { id: 1 })
}

on_every_backend! {
    fn a_new_row_that_cannot_be_decoded_is_not_written(conn) {
        let owner = owner(conn)?;
        let new = |id: i32| (things::id.eq(id), things::title.eq(format!("thing {id}")));
        assert!(owner.things().create(new(1)).get_result(conn).is_err());
        assert!(owner.things().create_many([new(2), new(3)]).get_results(conn).is_err());
        let is = things::id.eq(4);
        assert!(owner.things().first_or_create(is, new(4)).get_result(conn).is_err());
        assert!(owner.things().update_or_create(is, things::title.eq("x"), new(4)).get_result(conn).is_err());
        assert!(owner.things().create_or_first(is, new(4)).get_result(conn).is_err());
        assert_eq!(things::table.count().get_result::<i64>(conn)?, 0);
        assert!(owner.marks().create(marks::id.eq(1)).get_result(conn).is_err());
        assert!(owner.marks().create_many([2, 3].map(|id| marks::id.eq(id))).get_results(conn).is_err());
        assert_eq!(marks::table.count().get_result::<i64>(conn)?, 0);
        assert_eq!(mark_owner::table.count().get_result::<i64>(conn)?, 0);
    }

    fn a_changed_row_that_cannot_be_decoded_is_not_written(conn) {
        let owner = owner(conn)?;
        owner.things().create((things::id.eq(1), things::title.eq("old"), things::kind.eq(Kind::Known))).execute(conn)?;
        let strange = || (things::id.eq(1), things::title.eq("new"), things::kind.eq(Kind::Known));
        conn.batch_execute("UPDATE things SET kind = 'strange'")?;
        assert!(owner.things().update_many([(1, things::title.eq("new"))]).get_results(conn).is_err());
        assert!(owner.things().update_or_create(things::id.eq(1), things::title.eq("new"), strange()).get_result(conn).is_err());
        assert!(owner.things().associate([1]).get_results(conn).is_err());
        assert_eq!(things::table.select(things::title).get_result::<String>(conn)?, "old");
    }

    fn many_rows_that_fail_do_not_end_the_transaction_around_them(conn) {
        let owner = owner(conn)?;
        let new = |id: i32, title: &'static str| (things::id.eq(id), things::title.eq(title), things::kind.eq(Kind::Known));
        conn.transaction(|conn| {
            owner.things().create_many([new(1, "a"), new(2, "b")]).execute(conn)?;
            assert!(owner.things().create_many([new(3, "c"), new(4, "a")]).execute(conn).is_err());
            assert!(owner.things().create_many([new(3, "c"), new(4, "a")]).get_results(conn).is_err());
            assert!(owner.things().create(new(3, "a")).get_result(conn).is_err());
            owner.things().create(new(3, "c")).execute(conn)
        })?;
        assert_eq!(things::table.select(things::title).order(things::id).load::<String>(conn)?, ["a", "b", "c"]);
    }

    fn a_panic_leaves_no_transaction_open(conn) {
        let owner = owner(conn)?;
        let new = |id: i32, kind| (things::id.eq(id), things::title.eq(format!("thing {id}")), things::kind.eq(kind));
        let things = |conn: &mut _| things::table.count().get_result::<i64>(conn);
        owner.things().create(new(1, Kind::Known)).execute(conn)?;
        let panics = |id| new(id, Kind::Panics);
        let all = AssertUnwindSafe(&mut *conn);
        assert!(catch_unwind(move || owner.things().create(panics(2)).get_result({ all }.0)).is_err());
        let owner = Owner { id: 1 };
        let all = AssertUnwindSafe(&mut *conn);
        assert!(catch_unwind(move || owner.things().update_many([(1, things::kind.eq(Kind::Panics))]).execute({ all }.0)).is_err());
        let owner = Owner { id: 1 };
        let all = AssertUnwindSafe(&mut *conn);
        assert!(catch_unwind(move || owner.marks().create((marks::id.eq(1), marks::kind.eq(Kind::Panics))).execute({ all }.0)).is_err());
        assert_eq!(things(conn)?, 1);
        // No transaction is open: what follows is written.
        let owner = Owner { id: 1 };
        conn.begin_test_transaction()?;
        owner.things().create(new(2, Kind::Known)).execute(conn)?;
        assert_eq!(things(conn)?, 2);
        // Inside the user's transaction, nothing but the failed write is undone.
        let all = AssertUnwindSafe(&mut *conn);
        assert!(catch_unwind(move || owner.things().create(panics(3)).get_result({ all }.0)).is_err());
        assert_eq!(things(conn)?, 2);
    }
}
