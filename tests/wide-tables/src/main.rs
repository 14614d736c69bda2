//! Rows of a table of 42 columns are created, saved and upserted.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { owners (id) { id -> Integer, } }
diesel::table! {
    wide (id) {
        id -> Integer, owner_id -> Integer,
        c00 -> Integer, c01 -> Integer, c02 -> Integer, c03 -> Integer, c04 -> Integer, c05 -> Integer,
        c06 -> Integer, c07 -> Integer, c08 -> Integer, c09 -> Integer, c10 -> Integer, c11 -> Integer,
        c12 -> Integer, c13 -> Integer, c14 -> Integer, c15 -> Integer, c16 -> Integer, c17 -> Integer,
        c18 -> Integer, c19 -> Integer, c20 -> Integer, c21 -> Integer, c22 -> Integer, c23 -> Integer,
        c24 -> Integer, c25 -> Integer, c26 -> Integer, c27 -> Integer, c28 -> Integer, c29 -> Integer,
        c30 -> Integer, c31 -> Integer, c32 -> Integer, c33 -> Integer, c34 -> Integer, c35 -> Integer,
        c36 -> Integer, c37 -> Integer, c38 -> Integer, c39 -> Integer,
    }
}
diesel::allow_tables_to_appear_in_same_query!(owners, wide);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = owners)]
#[has_many(Wide, table = wide)]
struct Owner {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = wide)]
struct Wide {
    id: i32,
    #[model(belongs_to(Owner))]
    owner_id: i32,
    c00: i32,
    c01: i32,
    c02: i32,
    c03: i32,
    c04: i32,
    c05: i32,
    c06: i32,
    c07: i32,
    c08: i32,
    c09: i32,
    c10: i32,
    c11: i32,
    c12: i32,
    c13: i32,
    c14: i32,
    c15: i32,
    c16: i32,
    c17: i32,
    c18: i32,
    c19: i32,
    c20: i32,
    c21: i32,
    c22: i32,
    c23: i32,
    c24: i32,
    c25: i32,
    c26: i32,
    c27: i32,
    c28: i32,
    c29: i32,
    c30: i32,
    c31: i32,
    c32: i32,
    c33: i32,
    c34: i32,
    c35: i32,
    c36: i32,
    c37: i32,
    c38: i32,
    c39: i32,
}

fn main() -> QueryResult<()> {
    let conn = &mut SqliteConnection::establish(":memory:").expect("a database in memory");
    let columns = (0..40).map(|number| format!(", c{number:02} INTEGER NOT NULL"));
    conn.batch_execute(&format!(
        "CREATE TABLE owners (id INTEGER PRIMARY KEY); INSERT INTO owners VALUES (1);
         CREATE TABLE wide (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL{})",
        columns.collect::<String>()
    ))?;
    let owner = Owner::find(1).first(conn)?;
    let row = |id: i32| Wide {
        id,
        owner_id: 0,
        c00: 0,
        c01: 1,
        c02: 2,
        c03: 3,
        c04: 4,
        c05: 5,
        c06: 6,
        c07: 7,
        c08: 8,
        c09: 9,
        c10: 10,
        c11: 11,
        c12: 12,
        c13: 13,
        c14: 14,
        c15: 15,
        c16: 16,
        c17: 17,
        c18: 18,
        c19: 19,
        c20: 20,
        c21: 21,
        c22: 22,
        c23: 23,
        c24: 24,
        c25: 25,
        c26: 26,
        c27: 27,
        c28: 28,
        c29: 29,
        c30: 30,
        c31: 31,
        c32: 32,
        c33: 33,
        c34: 34,
        c35: 35,
        c36: 36,
        c37: 37,
        c38: 38,
        c39: 39,
    };
    let first = owner.wides().create(&row(1)).get_result(conn)?;
    assert_eq!(
        first,
        Wide {
            owner_id: 1,
            ..row(1)
        }
    );
    assert_eq!(
        owner
            .wides()
            .create_many([row(2), row(3)])
            .get_results(conn)?
            .len(),
        2
    );
    let changed = Wide { c39: 7, ..first };
    assert_eq!(changed.save(conn)?, 1);
    assert_eq!(Wide::find(1).first(conn)?, changed);
    assert_eq!(
        owner
            .wides()
            .upsert([row(1)], wide::id, wide::c39)
            .execute(conn)?,
        1
    );
    assert_eq!(Wide::find(1).first(conn)?.c39, 39);
    Ok(())
}
