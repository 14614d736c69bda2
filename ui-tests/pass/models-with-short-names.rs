//! Models that have the names of type parameters.

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, } }
diesel::table! { inners { id -> Integer, user_id -> Integer, } }
diesel::table! { ts { id -> Integer, inner_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, inners, ts);

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many(Inner)]
#[has_many_through(T, through = Inner)]
struct User {
    id: i32,
}

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = inners)]
#[has_many(T)]
struct Inner {
    id: i32,
    #[model(belongs_to(User))]
    user_id: i32,
}

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = ts)]
struct T {
    id: i32,
    #[model(belongs_to(Inner))]
    inner_id: i32,
}

/// Neither `PartialEq` nor `Debug`.
#[derive(Clone)]
struct Hidden(#[allow(dead_code)] i64);

diesel_relations::property!(WithInner => inner: Hidden);

fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let users: Vec<UserWithInners<User, Vec<InnerWithTs>>> = User::query().with(User::INNERS.with(Inner::TS)).load(conn)?;
    let _: i32 = users[0].inners[0].ts[0].id;
    let t: TWithInner = T::find(1).with(T::INNER).first(conn)?;
    let _: i32 = t.inner.user_id;
    Ok(())
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = load(conn);
}
